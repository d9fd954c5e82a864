// From what an entry keeps as JSON to facts that a person can read. What a field means is chosen by
// its name, and by the act where a name means several things; what nobody foresaw is shown plainly.

import type { AuditEntry } from '@huitong/api'
import { isMoney } from '@/settings/security/limits'
import { timeOf } from '@/stores/clock'
import { CODES, isHidden, MONEY, OF_ANY_KIND, PERCENT, TIMES } from './fields'
import { isId } from './subjects'

export type Told =
  | { as: 'nothing' }
  | { as: 'text'; text: string }
  | { as: 'count' | 'money' | 'percent' | 'times'; number: number }
  | { as: 'time'; at: string }
  | { as: 'yes_no'; isSo: boolean }
  | { as: 'code'; group: string; code: string }
  /** An id whose kind the field's name says already. */
  | { as: 'id'; id: string }
  /** One of any kind. */
  | { as: 'thing'; id: string }
  | { as: 'list'; items: Told[] }
  | { as: 'facts'; facts: Fact[] }

export interface Fact {
  key: string
  /** What it was, where the entry tells of a change. */
  before?: Told
  now: Told
}

type Json = Record<string, unknown>

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

export function factsOf({ action, details }: Pick<AuditEntry, 'action' | 'details'>): Fact[] {
  return isRecord(details) ? toFacts(action, details) : []
}

function toFacts(action: string, record: Json): Fact[] {
  if (isChange(record)) return [toChange(action, 'value', record, record)]
  return Object.entries(record)
    .filter(([key]) => !isHidden(action, key))
    .map(([key, value]) =>
      isRecord(value) && isChange(value)
        ? toChange(action, key, value, record)
        : { key, now: tell(action, key, value, record) },
    )
    .filter(({ before, now }) => before !== undefined || now.as !== 'nothing')
}

/** Whether it fits in a line: no record, and no list of them. */
export function isShort({ now }: Fact): boolean {
  if (now.as === 'list') return now.items.every(({ as }) => as !== 'facts')
  return now.as !== 'facts'
}

function toChange(action: string, key: string, { from, to }: Json, record: Json): Fact {
  return { key, before: tell(action, key, from, record), now: tell(action, key, to, record) }
}

/** `record` is what the value stands in: what an amount counts stands beside it. */
function tell(action: string, key: string, value: unknown, record: Json): Told {
  if (value === null || value === undefined || value === '') return { as: 'nothing' }
  if (typeof value === 'boolean') return { as: 'yes_no', isSo: value }
  if (typeof value === 'number') return tellNumber(key, value, record)
  if (typeof value === 'string') return tellText(action, key, value)
  if (Array.isArray(value)) {
    if (value.length === 0) return { as: 'nothing' }
    return { as: 'list', items: value.map((one) => tell(action, key, one, record)) }
  }
  return isRecord(value) ? { as: 'facts', facts: toFacts(action, value) } : { as: 'nothing' }
}

function tellNumber(key: string, number: number, record: Json): Told {
  if (key === 'cutoff') return { as: 'text', text: timeOf(number) }
  if (PERCENT.includes(key)) return { as: 'percent', number }
  if (TIMES.includes(key)) return { as: 'times', number }
  return { as: countsMoney(key, record) ? 'money' : 'count', number }
}

function countsMoney(key: string, record: Json): boolean {
  if (key === 'amount') return record.asset !== 'points'
  if (key === 'size' || key === 'day_max') return isMoney(String(record.action))
  return MONEY.includes(key)
}

function tellText(action: string, key: string, text: string): Told {
  if (isId(text)) return { as: OF_ANY_KIND.includes(key) ? 'thing' : 'id', id: text }
  if (MOMENT.test(text)) return { as: 'time', at: text }
  const group = CODES[`${action}.${key}`] ?? CODES[key]
  return group ? { as: 'code', group, code: text } : { as: 'text', text }
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isChange(record: Json): boolean {
  const keys = Object.keys(record)
  return keys.length === 2 && 'from' in record && 'to' in record
}
