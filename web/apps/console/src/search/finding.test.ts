import type { Store } from '@huitong/api'
import { expect, test } from 'vitest'
import {
  type Found,
  findPages,
  findStores,
  isFresh,
  isWorthAsking,
  kindsFor,
  remember,
  sectionsOf,
  step,
} from './finding'

const PAGES = [
  { path: '/members', title: '会员列表', detail: '会员', names: ['会员列表', 'Member list'] },
  { path: '/members/tags', title: '标签', detail: '会员', names: ['标签', 'Member tags'] },
  { path: '/orders', title: '交易', detail: '', names: ['交易', 'Trade'] },
]

const store = (id: string, name: string, code: string) => ({ id, name, code }) as Store
const found = (kind: Found['kind'], path: string): Found => ({
  kind,
  path,
  title: path,
  detail: '',
})
const paths = (all: readonly Found[]) => all.map(({ path }) => path)

test('only what the person has a list of is looked for', () => {
  expect(kindsFor(['/overview', '/members', '/orders'])).toEqual(['pages', 'members', 'orders'])
  expect(kindsFor(['/stores', '/goods'])).toEqual(['pages', 'goods', 'stores'])
  expect(kindsFor(['/coupon-templates'])).toEqual(['pages', 'templates'])
  expect(kindsFor([])).toEqual(['pages'])
})

test('a page is found by its name in either language', () => {
  expect(paths(findPages(PAGES, '交易'))).toEqual(['/orders'])
  expect(paths(findPages(PAGES, 'trade'))).toEqual(['/orders'])
  expect(paths(findPages(PAGES, 'MEMBER'))).toEqual(['/members', '/members/tags'])
  expect(findPages(PAGES, '没有')).toEqual([])
})

test('what is called so comes before what begins so, and that before what has it somewhere', () => {
  const stores = [
    store('a', '新南山店', '30'),
    store('b', '南山店二', '31'),
    store('c', '南山', '32'),
    store('d', '人民广场店', '南'),
  ]
  expect(findStores(stores, '南山').map(({ title }) => title)).toEqual([
    '南山',
    '南山店二',
    '新南山店',
  ])
  expect(paths(findStores(stores, ' 31 '))).toEqual(['/stores/b'])
})

test('a letter or a digit alone asks for too much', () => {
  expect(isWorthAsking('members', '')).toBe(false)
  expect(isWorthAsking('members', '1')).toBe(false)
  expect(isWorthAsking('members', '13')).toBe(true)
  expect(isWorthAsking('goods', '李')).toBe(true)
})

test('an order is asked for by what may be a whole number', () => {
  expect(isWorthAsking('orders', '31782-261125-0AN9QYSVM00AA')).toBe(true)
  expect(isWorthAsking('orders', '4145')).toBe(true)
  for (const other of ['', '414', '李小明先生', '0AN9 QYSV', '1'.repeat(65)]) {
    expect(isWorthAsking('orders', other), other).toBe(false)
  }
})

test('kinds stand in a fixed order, without those of which nothing was found', () => {
  const mixed = [found('stores', '/stores/1'), found('members', '/members/1'), found('pages', '/x')]
  expect(sectionsOf('x', mixed, [found('goods', '/goods/1')]).map(({ kind }) => kind)).toEqual([
    'pages',
    'members',
    'stores',
  ])
})

test('before anything is typed, what was opened lately comes first, and nothing twice', () => {
  const recent = [found('pages', '/orders'), found('members', '/members/1')]
  const pages = [found('pages', '/members'), found('pages', '/orders')]
  expect(sectionsOf('', pages, recent)).toEqual([
    { kind: 'recent', found: recent },
    { kind: 'pages', found: [found('pages', '/members')] },
  ])
})

test('the arrows go round', () => {
  expect(step(0, 1, 3)).toBe(1)
  expect(step(2, 1, 3)).toBe(0)
  expect(step(0, -1, 3)).toBe(2)
  expect(step(0, 1, 0)).toBe(0)
})

test('what is opened again comes to the front, and the oldest is forgotten', () => {
  const opened = ['1', '2', '3', '4', '5'].map((path) => found('members', path))
  expect(paths(remember(opened, found('members', '3')))).toEqual(['3', '1', '2', '4', '5'])
  expect(paths(remember(opened, found('goods', '6')))).toEqual(['6', '1', '2', '3', '4'])
})

test('Enter opens nothing that answers an older question', () => {
  expect(isFresh(found('members', '/members/1'), true)).toBe(false)
  expect(isFresh(found('members', '/members/1'), false)).toBe(true)
  expect(isFresh(found('pages', '/orders'), true)).toBe(true)
})
