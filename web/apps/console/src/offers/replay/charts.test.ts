import { expect, test } from 'vitest'
import { stepNames } from './charts'

test('steps of the histogram are named in yuan, the last without an end', () => {
  const steps = [0, 100, 250, 20_000].map((from) => ({ from, orders: 1 }))
  expect(stepNames(steps)).toEqual(['0–1', '1–2.50', '2.50–200', '≥ 200'])
})
