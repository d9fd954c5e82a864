// Writes the lists of problem and field codes from docs/api/problems.json, so that a code without
// a Chinese sentence does not compile. Run by `pnpm gen`.
import { readFileSync, writeFileSync } from 'node:fs'

const source = new URL('../../../docs/api/problems.json', import.meta.url)
const { problems, fields } = JSON.parse(readFileSync(process.argv[2] ?? source, 'utf8'))

write('problem_codes', 'PROBLEM_CODES', 'ProblemCode', problems)
write('field_codes', 'FIELD_CODES', 'FieldCode', fields)

function write(file, list, type, codes) {
  const lines = codes.toSorted().map((code) => `  '${code}',`)
  writeFileSync(
    new URL(`./src/${file}.ts`, import.meta.url),
    `// Generated from docs/api/problems.json by \`pnpm gen\`; do not edit.

export const ${list} = [
${lines.join('\n')}
] as const

export type ${type} = (typeof ${list})[number]
`,
  )
}
