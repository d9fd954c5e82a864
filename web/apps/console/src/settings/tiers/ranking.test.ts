import { expect, test } from 'vitest'
import { toRows, toTiers } from './ranking'

const tier = (id: string, rank: number) => ({
  id,
  rank,
  name: id,
  discount: 10_000,
  points_multiplier: 10_000,
})

test('tiers stand in the order of their ranks', () => {
  const { tiers } = toRows({ items: [tier('gold', 30), tier('plain', 10), tier('silver', 20)] })
  expect(tiers.map(({ id }) => id)).toEqual(['plain', 'silver', 'gold'])
})

test('a moved tier gets the rank of its place, a new one no id', () => {
  const { tiers } = toRows({ items: [tier('plain', 1), tier('gold', 2)] })
  const [plain, gold] = tiers
  if (!plain || !gold) throw new Error('two tiers')
  const fresh = { name: ' 黑金 ', discount: 9_000, points_multiplier: 20_000 }
  expect(toTiers({ tiers: [gold, plain, fresh] }).tiers).toEqual([
    { ...tier('gold', 1) },
    { ...tier('plain', 2) },
    { ...fresh, name: '黑金', rank: 3 },
  ])
})
