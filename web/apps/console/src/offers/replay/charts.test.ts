import { expect, test } from 'vitest'
import { roundUp, stepNames } from './charts'

test('steps of the histogram are named in yuan, the last without an end', () => {
  const steps = [0, 100, 250, 20_000].map((from) => ({ from, orders: 1 }))
  expect(stepNames(steps)).toEqual(['0–1', '1–2.50', '2.50–200', '≥ 200'])
})

test('an axis ends with a round number', () => {
  expect([0, 0.4, 7, 96, 1_440].map(roundUp)).toEqual([0, 1, 7, 100, 2_000])
})
