import { readFileSync } from 'node:fs'
import { beforeAll, expect, test, vi } from 'vitest'
import source from '../source.json' with { type: 'json' }
import { EngineFault, loadPricing, type Offer, type PricingEngine, type QuoteInput } from './index'
import { type Exports, Memory } from './memory.mjs'

const bytes = readFileSync(new URL('../pricing.wasm', import.meta.url))
let engine: PricingEngine
beforeAll(async () => {
  engine = await loadPricing(bytes)
})

const off: Offer = {
  id: 'ofr_0000000000001',
  name: '满30减5',
  layer: 'order_promotion',
  effect: {
    kind: 'ladder',
    by: 'amount',
    steps: [{ from: 3000, gives: { kind: 'amount', off: 500 } }],
  },
}

const latte: QuoteInput = {
  basket: { lines: [{ sku_id: 'sku_0000000000001', quantity: 2, list_price: 1800 }] },
  offers: [off],
  standing: { is_member: true },
  context: {
    wall: { date: '2026-11-25', minute: 600 },
    store_id: 'sto_0000000000001',
    channel: 'till',
    points_rule: {
      earn: { points: 1, per: 100 },
      rounding: 'down',
      offset: { is_on: true, step_points: 100, step_value: 100, cap: 5000 },
    },
  },
}

test('a basket costs what the server says it costs, and why', () => {
  const answer = engine.quote(latte)
  if (!('quote' in answer)) throw new Error(JSON.stringify(answer))
  const { total, lines, points_earned, explanations } = answer.quote
  expect([total, points_earned]).toEqual([3100, 31])
  expect(lines[0]?.shares).toEqual([{ offer: off.id, amount: 500 }])
  expect(explanations).toEqual([
    {
      offer: off.id,
      version: 0,
      name: '满30减5',
      layer: 'order_promotion',
      outcome: { kind: 'applied', amount: 500 },
    },
  ])
})

test('a basket that cannot be priced is refused with its numbers', () => {
  const lines = [{ sku_id: 'sku_0000000000001', quantity: 0, list_price: 1800 }]
  expect(engine.quote({ ...latte, basket: { lines } })).toEqual({
    refused: {
      code: 'pricing.bad_quantity',
      params: { sku_id: 'sku_0000000000001', quantity: 0, max: 1_000_000 },
    },
  })
})

test('what cannot be read is answered too', () => {
  const half = { ...latte, quantity: 0.5 }
  expect(engine.quote(half)).toEqual({ invalid: expect.stringContaining('quantity') })
  expect(engine.checkOffer({ ...off, layer: 'roof' } as never)).toEqual({
    invalid: expect.stringContaining('`roof` is not one of item_price'),
  })
})

test('an offer is checked field by field', () => {
  expect(engine.checkOffer(off)).toEqual({ wrong: [] })
  expect(engine.checkOffer({ ...off, times_max: 0, effect: { kind: 'member_price' } })).toEqual({
    wrong: [expect.objectContaining({ pointer: '/times_max', code: 'number.too_small' })],
  })
})

test('the build says which sources it was built from', () => {
  expect(engine.version).toBe(source.sha256)
})

test('ten thousand calls need no more memory than a hundred', { timeout: 60_000 }, () => {
  // Some kilobytes a call: what were kept of them would soon be megabytes.
  const call = () => [engine.quote(latte), engine.checkOffer(off)]
  for (let n = 0; n < 100; n++) call()
  const before = engine.size
  for (let n = 0; n < 10_000; n++) call()
  expect(engine.size).toBe(before)
})

test('a browser gets it from its place', async () => {
  const fetch = vi.fn(async (place: string) =>
    place === '/pricing.wasm' ? new Response(bytes) : new Response('', { status: 404 }),
  )
  vi.stubGlobal('fetch', fetch)
  expect((await loadPricing('/pricing.wasm')).quote(latte)).toEqual(engine.quote(latte))
  await expect(loadPricing('/gone.wasm')).rejects.toThrow('404')
  vi.unstubAllGlobals()
})

test('an engine that fails is replaced before the next call', async () => {
  const { instance } = await WebAssembly.instantiate(bytes)
  const sound = instance.exports as unknown as Exports
  const failed = new Error('unreachable')
  const unsound = {
    ...sound,
    quote: () => {
      throw failed
    },
  }
  const memory = new Memory(unsound, () => sound)
  const input = new TextEncoder().encode(JSON.stringify(latte))
  expect(() => memory.quote(input)).toThrow(EngineFault)
  expect(JSON.parse(new TextDecoder().decode(memory.quote(input)))).toEqual(engine.quote(latte))
})
