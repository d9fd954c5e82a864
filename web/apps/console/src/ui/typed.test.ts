import { expect, test } from 'vitest'
import { hasTyped } from './typed'

test('what differs from the beginning was typed, and nothing else', () => {
  const initial = { asks: true, store: 'sto_1', days: ['2026-01-01', '2026-01-31'] }
  const table: [object, boolean][] = [
    [{}, false],
    [{ reason: 'damaged' }, true],
    [{ reason: '' }, false],
    [{ reason: undefined, note: null }, false],
    [{ store: 'sto_1' }, false],
    [{ store: 'sto_2' }, true],
    [{ store: undefined }, true],
    [{ days: ['2026-01-01', '2026-01-31'] }, false],
    [{ days: ['2026-01-01', '2026-02-01'] }, true],
    [{ quantities: { line_1: null, line_2: undefined } }, false],
    [{ quantities: { line_1: null, line_2: 2 } }, true],
    [{ choices: [] }, false],
    [{ choices: [undefined] }, true],
    [{ amount: Number.NaN }, true],
    [{ amount: 0 }, true],
    [{ agrees: true }, true],
    [{ agrees: false }, false],
    [{ asks: false }, true],
    [{ asks: true }, false],
  ]
  for (const [touched, isTyped] of table) {
    expect(hasTyped(touched, initial), JSON.stringify(touched)).toBe(isTyped)
  }
})
