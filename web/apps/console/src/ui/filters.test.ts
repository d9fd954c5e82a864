import { expect, test } from 'vitest'
import {
  askedOf,
  type FilterField,
  toFormValues,
  viewOf,
  withFilters,
  withoutFilters,
  withoutStore,
  withStore,
} from './filters'

const FIELDS: FilterField[] = [
  { kind: 'text', name: 'q', label: 'Find' },
  { kind: 'store', name: 'store_id', label: 'Store' },
  { kind: 'dates', from: 'from', to: 'to', label: 'Days' },
  { kind: 'linked', name: 'member_id', label: 'One member', clearText: 'Any member' },
]
const at = (query: string) => new URLSearchParams(query)

test('the address is asked for what the fields declare, and nothing else', () => {
  expect(askedOf(FIELDS, at('q=wang&tab=x&cursor=c2&sort=-total'))).toEqual({
    q: 'wang',
    sort: '-total',
    cursor: 'c2',
  })
})

test('the form shows the address, days as a pair', () => {
  expect(toFormValues(FIELDS, at('q=wang&from=2026-03-01&to=2026-03-31'))).toEqual({
    q: 'wang',
    store_id: undefined,
    from: ['2026-03-01', '2026-03-31'],
    member_id: undefined,
  })
})

test('half a pair of days is none', () => {
  expect(toFormValues(FIELDS, at('from=2026-03-01')).from).toBeUndefined()
})

test('a changed filter begins at the first page and keeps the order', () => {
  const asked = withFilters(FIELDS, at('q=wang&cursor=c2&sort=-total'), {
    q: ' li ',
    from: ['2026-03-01', '2026-03-31'],
  })
  expect(asked.toString()).toBe('sort=-total&q=li&from=2026-03-01&to=2026-03-31')
})

test('what is emptied leaves the address', () => {
  expect(withFilters(FIELDS, at('q=wang&store_id=sto_1'), { q: '  ' }).toString()).toBe('')
})

test('a reset takes the filters away, linked ones too', () => {
  expect(withoutFilters(FIELDS, at('q=wang&member_id=mem_1&cursor=c2&tab=x')).toString()).toBe(
    'tab=x',
  )
})

test('a view is the filters and the order in one spelling, without the page', () => {
  const view = 'sort=total&store_id=sto_1'
  expect(viewOf(FIELDS, at('store_id=sto_1&cursor=c2&sort=total'))).toBe(view)
  expect(viewOf(FIELDS, at('sort=total&store_id=sto_1'))).toBe(view)
})

test('a view keeps nothing of people', () => {
  const own: FilterField = { kind: 'own', name: 'member_id', label: 'One', control: null as never }
  expect(viewOf(FIELDS, at('q=wang&member_id=mem_1&sort=total'))).toBe('sort=total')
  expect(viewOf([own], at('member_id=mem_1'))).toBe('')
})

test('the store that is chosen for all pages is asked, but not written into the address', () => {
  expect(askedOf(FIELDS, withStore(FIELDS, at('q=wang'), 'sto_1'))).toEqual({
    q: 'wang',
    store_id: 'sto_1',
  })
  expect(withStore(FIELDS, at('store_id=sto_2'), 'sto_1').get('store_id')).toBe('sto_2')
  expect(withStore(FIELDS, at(''), undefined).toString()).toBe('')
  expect(withoutStore(FIELDS, at('store_id=sto_1&q=wang'), 'sto_1').toString()).toBe('q=wang')
  expect(withoutStore(FIELDS, at('store_id=sto_2'), 'sto_1').toString()).toBe('store_id=sto_2')
})
