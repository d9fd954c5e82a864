// Conditions that all must hold and are simple, laid out flat: who, when and where.

import type { OfferCondition } from '@huitong/api'

type Ids = string[]
type Channel = Extract<OfferCondition, { kind: 'channel' }>['any_of'][number]
type PayWith = Extract<OfferCondition, { kind: 'payment' }>['any_of'][number]

export interface Who {
  is_member?: boolean
  tiers?: Ids
  is_first_order?: boolean
  birthday?: 'birthday' | 'birthday_month'
  stores?: Ids
  regions?: Ids
  channels?: Channel[]
  weekdays?: number[]
  month_days?: number[]
  hours_from?: string
  hours_to?: string
  dates?: readonly [string, string]
  payment?: PayWith[]
}

const FLAT: readonly OfferCondition['kind'][] = [
  'member',
  'tier',
  'first_order',
  'birthday',
  'birthday_month',
  'store',
  'region',
  'channel',
  'weekdays',
  'month_days',
  'hours',
  'dates',
  'payment',
]

function partsOf(condition: OfferCondition | null | undefined): OfferCondition[] {
  if (!condition) return []
  return condition.kind === 'all' ? condition.of : [condition]
}

/** Whether the fields can say it: simple conditions, each kind once. */
export function isFlat(condition: OfferCondition | null | undefined): boolean {
  const kinds = partsOf(condition).map(({ kind }) =>
    kind === 'birthday_month' ? 'birthday' : kind,
  )
  return kinds.every((kind) => FLAT.includes(kind)) && new Set(kinds).size === kinds.length
}

export function whoOf(condition: OfferCondition | null | undefined): Who {
  const who: Who = {}
  for (const part of partsOf(condition)) Object.assign(who, flatOf(part))
  return who
}

function flatOf(part: OfferCondition): Who {
  switch (part.kind) {
    case 'member':
      return { is_member: true }
    case 'tier':
      return { tiers: part.any_of }
    case 'first_order':
      return { is_first_order: true }
    case 'birthday':
    case 'birthday_month':
      return { birthday: part.kind }
    case 'store':
      return { stores: part.any_of }
    case 'region':
      return { regions: part.any_of }
    case 'channel':
      return { channels: part.any_of }
    case 'weekdays':
      return { weekdays: part.any_of }
    case 'month_days':
      return { month_days: part.any_of }
    case 'hours':
      return { hours_from: clockText(part.from), hours_to: clockText(part.to) }
    case 'dates':
      return { dates: [part.from, part.to] }
    case 'payment':
      return { payment: part.any_of }
    default:
      return {}
  }
}

/** The condition that the fields come to; nothing where all of them are empty. */
export function whoToCondition(who: Who): OfferCondition | undefined {
  const some = <T>(list: T[] | undefined): list is T[] => list !== undefined && list.length > 0
  const of: OfferCondition[] = []
  if (who.is_member) of.push({ kind: 'member' })
  if (some(who.tiers)) of.push({ kind: 'tier', any_of: who.tiers })
  if (who.is_first_order) of.push({ kind: 'first_order' })
  if (who.birthday) of.push({ kind: who.birthday })
  if (some(who.stores)) of.push({ kind: 'store', any_of: who.stores })
  if (some(who.regions)) of.push({ kind: 'region', any_of: who.regions })
  if (some(who.channels)) of.push({ kind: 'channel', any_of: who.channels })
  if (some(who.weekdays)) of.push({ kind: 'weekdays', any_of: who.weekdays.toSorted(byNumber) })
  if (some(who.month_days)) {
    of.push({ kind: 'month_days', any_of: who.month_days.toSorted(byNumber) })
  }
  const [from, to] = [minutesOf(who.hours_from), minutesOf(who.hours_to)]
  if (from !== undefined && to !== undefined) of.push({ kind: 'hours', from, to })
  if (who.dates) of.push({ kind: 'dates', from: who.dates[0], to: who.dates[1] })
  if (some(who.payment)) of.push({ kind: 'payment', any_of: who.payment })
  const [only] = of
  if (!only) return undefined
  return of.length === 1 ? only : { kind: 'all', of }
}

function byNumber(a: number, b: number): number {
  return a - b
}

/** `09:30` is minute 570, `24:00` the end of the day; nothing for what is no time. */
export function minutesOf(text: string | undefined): number | undefined {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text?.trim() ?? '')
  if (!found) return undefined
  const [hours, minutes] = [Number(found[1]), Number(found[2])]
  const all = hours * 60 + minutes
  return minutes < 60 && all <= 1_440 ? all : undefined
}

function clockText(minutes: number): string {
  const two = (count: number) => String(count).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
