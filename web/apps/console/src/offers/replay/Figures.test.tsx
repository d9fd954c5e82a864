// @vitest-environment happy-dom
// The figures of a replay: who pays more is told, and a margin that nobody knows is no zero.
import type { ReplayResult } from '@huitong/api'
import { WordsProvider } from '@huitong/words/react'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Figures } from './Figures'

afterEach(cleanup)

const RESULT: ReplayResult = {
  all: { orders: 1_000, touched: 250, amount: 123_450, charged: 900_000, with_offer: 800_000 },
  change: -100_000,
  not_reproduced: 0,
  winners: { orders: 240, amount: 105_000 },
  losers: { orders: 10, amount: 5_000 },
  histogram: [],
  by_day: [],
  by_store: [],
  displaced: [],
  examples: [],
}

function show(more: Partial<ReplayResult>): string {
  render(
    <WordsProvider>
      <Figures result={{ ...RESULT, ...more }} />
    </WordsProvider>,
  )
  return screen.getByRole('region', { name: '主要数字' }).textContent ?? ''
}

test('touched orders, what is given, and both sides', () => {
  const told = show({})
  for (const part of ['共 1,000 单，占 25.0%', '1,234.50', '-1,000.00', '合计多付 50.00']) {
    expect(told).toContain(part)
  }
  expect(told).not.toContain('毛利')
})

test('the margin is told of the lines whose cost is known', () => {
  const lines = { lines: 200, before: 40_000, after: 10_000 }
  expect(show({ margin: { ...lines, lines_with_cost: 50 } })).toContain('按有成本价的 25.0% 明细计')
  cleanup()
  expect(show({ margin: { ...lines, lines_with_cost: 0 } })).toContain('商品没有成本价')
})
