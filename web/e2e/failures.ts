// What went wrong, once more and in short, as the very last lines: of a long run only the end may be
// kept.

import { stripVTControlCharacters } from 'node:util'
import type { Reporter, Suite, TestError } from '@playwright/test/reporter'

/** So much of each complaint: what was expected, what was there, and which line asked. */
const LONGEST = 900

export default class Failures implements Reporter {
  private root?: Suite

  onBegin(_: unknown, root: Suite): void {
    this.root = root
  }

  onEnd(): void {
    for (const test of this.root?.allTests() ?? []) {
      if (test.ok()) continue
      for (const { errors, steps } of test.results) {
        const step = steps.findLast(({ error }) => error)?.title ?? 'at the end'
        process.stdout.write(`FAILED ${test.title} · ${step}\n`)
        for (const error of errors) process.stdout.write(`  ${inShort(error)}\n`)
      }
    }
  }
}

function inShort({ message, value, location }: TestError): string {
  const said = stripVTControlCharacters(message ?? value ?? '')
  const where = location ? `${location.file.split('/').pop()}:${location.line}` : ''
  const lines = said.split('\n').map((line) => line.trim())
  return `${where} ${lines.filter(Boolean).join(' | ').slice(0, LONGEST)}`
}
