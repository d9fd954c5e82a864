import type { Store } from '@huitong/api'
import { expect, test } from 'vitest'
import { inOrder } from '@/ui/ordering'
import { type StoreAsked, storeOrders, storesAsked } from './listing'

const store = (code: string, more: Partial<Store>) =>
  ({ id: `sto_${code}`, code, name: code, ownership: 'owned', is_open: true, ...more }) as Store

const STORES = [
  store('XH01', { name: '徐汇店', region_id: 'reg_east', phone: '021-6437' }),
  store('PD01', { name: '浦东店', region_id: 'reg_east', ownership: 'franchised' }),
  store('SZ01', { name: '南山店', address: '深南大道 9 号', is_open: false }),
]

test('stores are found by what is known of them', () => {
  const table: [StoreAsked, string[]][] = [
    [{}, ['XH01', 'PD01', 'SZ01']],
    [{ q: '浦东' }, ['PD01']],
    [{ q: '6437' }, ['XH01']],
    [{ q: '深南' }, ['SZ01']],
    [{ region_id: 'reg_east' }, ['XH01', 'PD01']],
    [{ ownership: 'franchised' }, ['PD01']],
    [{ state: 'closed' }, ['SZ01']],
    [{ state: 'open', ownership: 'owned' }, ['XH01']],
    [{ q: '徐汇', state: 'closed' }, []],
  ]
  for (const [asked, codes] of table) {
    expect(storesAsked(STORES, asked).map(({ code }) => code)).toEqual(codes)
  }
})

test('stores are ordered by the name of their region, those without one first', () => {
  const orders = storeOrders((id) => (id === 'reg_east' ? '华东' : '–'))
  const codes = inOrder(STORES, 'region', orders).map(({ code }) => code)
  expect(codes).toEqual(['SZ01', 'XH01', 'PD01'])
})
