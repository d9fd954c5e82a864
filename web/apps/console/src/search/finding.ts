// What the search box finds by itself, in which order, and how one moves through it. Members,
// orders, goods and offers are found by the server, which ranks them.

import type { Store } from '@huitong/api'

/** Kinds that the server is asked for; the others are known here. */
export type AskedKind = 'members' | 'orders' | 'goods' | 'promotions' | 'templates'
export type Kind = 'pages' | 'stores' | AskedKind

export interface Found {
  kind: Kind
  /** Where it leads. */
  path: string
  title: string
  /** What tells it from others of the same title. */
  detail: string
}

export interface Section {
  kind: Kind | 'recent'
  found: readonly Found[]
}

/** How many of a kind are shown. */
export const SHOWN = 5

/** In which order kinds stand below each other. */
const ORDER: readonly Kind[] = [
  'pages',
  'members',
  'orders',
  'goods',
  'promotions',
  'templates',
  'stores',
]

/** The list of a kind, where its address is called otherwise. */
const LISTS: Partial<Record<Kind, string>> = { templates: '/coupon-templates' }

/** Which kinds lead somewhere: those whose list is among the person's places. */
export function kindsFor(paths: readonly string[]): Kind[] {
  return ORDER.filter((kind) => kind === 'pages' || paths.includes(LISTS[kind] ?? `/${kind}`))
}

/** A page, with its name in both languages and in the language that is spoken. */
export interface Page {
  path: string
  title: string
  detail: string
  names: readonly string[]
}

export function findPages(pages: readonly Page[], text: string): Found[] {
  return best(pages, text, ({ names }) => names).map(({ path, title, detail }) => ({
    kind: 'pages',
    path,
    title,
    detail,
  }))
}

export function findStores(stores: Iterable<Store>, text: string): Found[] {
  return best([...stores], text, ({ name, code }) => [name, code]).map(({ id, name, code }) => ({
    kind: 'stores',
    path: `/stores/${id}`,
    title: name,
    detail: code,
  }))
}

/**
 * Whether a text is worth a call: one Chinese character says much, one letter or digit little. An
 * order is found by its whole number only, or by that of a receipt from elsewhere.
 */
export function isWorthAsking(kind: AskedKind, text: string): boolean {
  if (kind === 'orders') return /^\S{4,64}$/.test(text) && /\d/.test(text)
  return text.length >= 2 || /\p{Script=Han}/u.test(text)
}

/** Lays out what was found; before anything is typed, where one was lately and where one may go. */
export function sectionsOf(
  text: string,
  found: readonly Found[],
  recent: readonly Found[],
): Section[] {
  const isRecent = ({ path }: Found) => recent.some((one) => one.path === path)
  const shown = text === '' ? found.filter((one) => !isRecent(one)) : found
  const sections: Section[] = ORDER.map((kind) => ({
    kind,
    found: shown.filter((one) => one.kind === kind),
  }))
  const before: Section[] = text === '' ? [{ kind: 'recent', found: recent }] : []
  return [...before, ...sections].filter(({ found }) => found.length > 0)
}

/** Where the arrows lead: down from the last is the first, and the other way round. */
export function step(at: number, by: 1 | -1, count: number): number {
  return count === 0 ? 0 : (at + by + count) % count
}

/** The id of what the arrows are on, for those who listen. */
export const optionId = (place: number) => `search-option-${place}`

/** Whether Enter opens it: not while it is the answer to what was asked before. */
export function isFresh({ kind }: Found, isAsking: boolean): boolean {
  return !isAsking || kind === 'pages' || kind === 'stores'
}

/** Puts what was opened in front of what was opened before; nothing is there twice. */
export function remember(recent: readonly Found[], opened: Found): Found[] {
  return [opened, ...recent.filter(({ path }) => path !== opened.path)].slice(0, SHOWN)
}

/** The best of some things by their names: called so, beginning so, having it somewhere. */
function best<T>(
  things: readonly T[],
  text: string,
  namesOf: (thing: T) => readonly string[],
): T[] {
  const asked = text.trim().toLowerCase()
  return things
    .map((thing) => ({ thing, rank: Math.min(...namesOf(thing).map((name) => rank(name, asked))) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing)
}

const NOT_FOUND = 3

function rank(name: string, asked: string): number {
  const called = name.toLowerCase()
  if (called === asked) return 0
  if (called.startsWith(asked)) return 1
  return called.includes(asked) ? 2 : NOT_FOUND
}
