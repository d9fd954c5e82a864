// What went wrong, once more and in short, as the very last lines: of a long run only the end may be
// kept. With it what the browser complained about and what stood on the page in windows and notices.

import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, Suite, TestError, TestResult } from '@playwright/test/reporter'

/** So much of each complaint: what was expected, what was there, and which line asked. */
const LONGEST = 900
/** So much of what stood on the page. */
const LONGEST_PAGE = 2_500
/** So many complaints of the browser, the last ones. */
const MOST_COMPLAINTS = 10

/** The kind of a note that a story keeps of what the browser says. */
export const LOG = 'log'

export default class Failures implements Reporter {
  private root?: Suite

  onBegin(_: unknown, root: Suite): void {
    this.root = root
  }

  onEnd(): void {
    for (const test of this.root?.allTests() ?? []) {
      if (test.ok()) continue
      for (const result of test.results) {
        const step = result.steps.findLast(({ error }) => error)?.title ?? 'at the end'
        tell(`FAILED ${test.title} · ${step}`)
        for (const error of result.errors) tell(`  ${inShort(error)}`)
        for (const complaint of complaintsOf(result)) tell(`  ${complaint}`)
        tell(`  ${windowsOf(result)}`)
      }
    }
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

function complaintsOf({ annotations }: TestResult): string[] {
  return annotations
    .filter(({ type }) => type === LOG)
    .map(({ description }) => description?.slice(0, LONGEST) ?? '')
    .slice(-MOST_COMPLAINTS)
}

/** Windows and notices as a screen reader has them, from the snapshot that the runner attaches. */
function windowsOf({ attachments }: TestResult): string {
  const path = attachments.find(({ name }) => name === 'error-context')?.path
  if (!path) return 'no snapshot of the page'
  const lines = readFileSync(path, 'utf8').split('\n')
  const isIn = lines.map(() => false)
  for (const [at, line] of lines.entries()) {
    if (!/^\s*- (dialog|alert|alertdialog|status|heading)\b/.test(line)) continue
    const depth = indent(line)
    const rest = lines.slice(at + 1).findIndex((next) => indent(next) <= depth)
    isIn.fill(true, at, rest < 0 ? lines.length : at + 1 + rest)
  }
  const kept = lines.filter((_, at) => isIn[at]).map((line) => line.trim())
  return kept.join(' | ').slice(0, LONGEST_PAGE)
}

function indent(line: string): number {
  return line.length - line.trimStart().length
}

function inShort({ message, value, location }: TestError): string {
  const said = stripVTControlCharacters(message ?? value ?? '')
  const where = location ? `${location.file.split('/').pop()}:${location.line}` : ''
  const lines = said.split('\n').map((line) => line.trim())
  return `${where} ${lines.filter(Boolean).join(' | ').slice(0, LONGEST)}`
}
