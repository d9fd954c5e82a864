import type { Staff, Store } from '@huitong/api'
import { expect, test } from 'vitest'
import { inOrder } from '@/ui/ordering'
import { peopleOf, type StaffAsked, staffAsked, staffOrders } from './listing'

const person = (login: string, more: Partial<Staff>) =>
  ({ id: `stf_${login}`, login, name: login, is_active: true, scope: {}, ...more }) as Staff

const PEOPLE = [
  person('owner', { name: '沈明远', role: 'owner' }),
  person('east', { name: '周建国', role: 'store_manager', scope: { region_ids: ['reg_east'] } }),
  person('wang', { name: '王小芳', role: 'cashier', scope: { store_ids: ['sto_1'] } }),
  person('chen', { role: 'guide', scope: { store_ids: ['sto_2'] }, is_active: false }),
]
const STORES = ['sto_1', 'sto_2'].map(
  (id) => ({ id, region_id: id === 'sto_1' ? 'reg_east' : null }) as Store,
)
const byId = new Map(STORES.map((store) => [store.id, store]))
const logins = (people: Staff[]) => people.map(({ login }) => login)

test('people are found by name, log-in, role, state and store', () => {
  const table: [StaffAsked, string[]][] = [
    [{ q: '王' }, ['wang']],
    [{ q: 'OWN' }, ['owner']],
    [{ role: 'cashier' }, ['wang']],
    [{ state: 'disabled' }, ['chen']],
    [{ store_id: 'sto_1' }, ['owner', 'east', 'wang']],
    [{ store_id: 'sto_2', state: 'active' }, ['owner']],
    [{ store_id: 'sto_gone' }, ['owner']],
  ]
  for (const [asked, found] of table) {
    expect(logins(staffAsked(PEOPLE, asked, byId)), JSON.stringify(asked)).toEqual(found)
  }
})

test('the people of a store come before those of the chain', () => {
  const [first] = STORES
  if (!first) throw new Error('there is one')
  expect(logins(peopleOf(first, PEOPLE))).toEqual(['wang', 'east', 'owner'])
})

test('people are ordered by name, and by their role as it is called', () => {
  const orders = staffOrders(
    (role) => ({ cashier: '收银员', owner: '老板' })[String(role)] ?? '店员',
  )
  const ordered = (sort: string) => inOrder(PEOPLE, sort, orders).map(({ login }) => login)
  expect(ordered('name').slice(0, 3)).toEqual(['owner', 'wang', 'east'])
  expect(ordered('role')).toEqual(['east', 'chen', 'owner', 'wang'])
  expect(ordered('state').at(-1)).toBe('chen')
})
