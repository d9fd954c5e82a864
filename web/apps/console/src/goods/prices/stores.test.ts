import { expect, test } from 'vitest'
import { CHAIN } from './pricing'
import { MOST_STORES, ownersShown, storesAsAddress, storesAsked } from './stores'

const KNOWN = Array.from({ length: 12 }, (_, n) => `sto_${n}`)

test('the page is never empty: the first few stores, or the one at hand', () => {
  expect(storesAsked(undefined, KNOWN, undefined)).toEqual(['sto_0', 'sto_1', 'sto_2'])
  expect(storesAsked(undefined, KNOWN, 'sto_7')).toEqual(['sto_7'])
  expect(storesAsked('sto_gone', KNOWN, undefined)).toEqual(['sto_0', 'sto_1', 'sto_2'])
})

test('an address names stores in its order, each once, and no more than can be looked over', () => {
  expect(storesAsked('sto_5,sto_2,sto_5,sto_gone', KNOWN, 'sto_7')).toEqual(['sto_5', 'sto_2'])
  expect(storesAsked(KNOWN.join(), KNOWN, undefined)).toHaveLength(MOST_STORES)
})

test('whoever takes every store away looks at the chain alone', () => {
  expect(storesAsked(storesAsAddress([]), KNOWN, 'sto_7')).toEqual([])
  expect(storesAsked(storesAsAddress(['sto_1', 'sto_3']), KNOWN, undefined)).toEqual([
    'sto_1',
    'sto_3',
  ])
})

test('a store with something unsaved stays in sight', () => {
  expect(ownersShown(['east'], new Set(['west', 'east', CHAIN]))).toEqual([CHAIN, 'east', 'west'])
})
