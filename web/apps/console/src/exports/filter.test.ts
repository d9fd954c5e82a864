import { expect, test } from 'vitest'
import {
  type FilterName,
  filterOf,
  hasText,
  partsOf,
  type Subject,
  withChosenStore,
  withoutPart,
} from './filter'

const at = (query: string) => new URLSearchParams(query)

test('a file is asked for what its list is asked for, and for no more', () => {
  const asked =
    'q=wang&tier_id=tir_1&has_ordered=false&enrolled_from=2026-03-01&tender=cash&cursor=c'
  expect(filterOf('members', at(asked))).toEqual({
    tier_id: 'tir_1',
    has_ordered: false,
    enrolled_from: '2026-03-01',
  })
  expect(filterOf('orders', at(asked))).toEqual({ tender: 'cash' })
  expect(filterOf('goods', at('may_be_sold=true&barcode=690'))).toEqual({ may_be_sold: true })
  expect(filterOf('ledger', at(asked))).toEqual({})
})

test('it is told where a list is searched by a text', () => {
  expect(hasText(at('q=wang'))).toBe(true)
  expect(hasText(at('field=skin&field_value=dry'))).toBe(true)
  expect(hasText(at('q=&tier_id=tir_1'))).toBe(false)
})

test('the store that is chosen for all pages counts where the address names none', () => {
  expect(withChosenStore('orders', {}, 'sto_1')).toEqual({ store_id: 'sto_1' })
  expect(withChosenStore('orders', { store_id: 'sto_2' }, 'sto_1')).toEqual({ store_id: 'sto_2' })
  expect(withChosenStore('audit', {}, 'sto_1')).toEqual({})
  expect(withChosenStore('orders', {}, undefined)).toEqual({})
})

test('days are one part, taken away together', () => {
  const filter = { enrolled_from: '2026-03-01', enrolled_to: '2026-03-31', has_ordered: false }
  const parts = partsOf(filter)
  expect(parts.map(({ label }) => label)).toEqual(['member.enrolled_at', 'member.has_ordered'])
  const [days] = parts
  expect(days && withoutPart(filter, days)).toEqual({ has_ordered: false })
})

test('whatever a list can be asked for is told', () => {
  const subjects: Subject[] = ['members', 'orders', 'returns', 'top_ups', 'goods', 'audit']
  const names = (subject: Subject) => {
    const all = new URLSearchParams(ALL.map((name) => [name, 'x']))
    return Object.keys(filterOf(subject, all)) as FilterName[]
  }
  for (const subject of subjects) {
    for (const name of names(subject)) expect(partsOf({ [name]: 'x' }), name).toHaveLength(1)
  }
  expect(new Set(subjects.flatMap(names)).size).toBe(ALL.length)
})

const ALL: FilterName[] = [
  'store_id',
  'member_id',
  'tender',
  'settled_by',
  'returned_by',
  'topped_up_by',
  'tier_id',
  'state',
  'enrolled_from',
  'enrolled_to',
  'last_order_from',
  'last_order_to',
  'has_ordered',
  'category_id',
  'may_be_sold',
  'staff_id',
  'action',
]
