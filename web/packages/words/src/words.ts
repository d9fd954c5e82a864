// The sentences of all apps, Chinese first, and `t` that fills in their numbers. What the compiler
// holds: every problem code has Chinese, and both languages have the same keys.

import zh from '../zh.json' with { type: 'json' }
import { FIELD_CODES, type FieldCode } from './field_codes'
import { formatCount, formatMoney, type Lang } from './format'
import { PROBLEM_CODES, type ProblemCode } from './problem_codes'

/** Every sentence has a key; the Chinese file says which there are. */
export type WordKey = keyof typeof zh

/** The sentences of a language. */
export type Dictionary = Readonly<Record<WordKey, string>>

/** What is filled in for `{name}`. */
export type Params = Readonly<Record<string, unknown>>

const problems = zh satisfies Record<`problem.${ProblemCode}` | `field.${FieldCode}`, string>

const dictionaries: { zh: Dictionary; en?: Dictionary } = { zh: problems }

/**
 * Has the sentences of a language at hand for `translate`. Chinese always is; English is fetched
 * when somebody first asks for it, for it is a large part of what a first visit would load.
 */
export async function loadWords(lang: Lang): Promise<void> {
  if (lang === 'en') dictionaries.en ??= (await import('./english')).english
}

/** Whether the sentences of a language are at hand. */
export function hasWords(lang: Lang): boolean {
  return dictionaries[lang] !== undefined
}

/**
 * The sentence of a key; in Chinese while those of the language are not at hand. `{x}` takes the
 * parameter as it is; `{x:money}` writes 分 as 1,234.50, `{x:count}` 1,234, `{x:asset}` either of
 * them by the asset that is named beside it, `{x:code}` the word for a code of the group `x`.
 */
export function translate(lang: Lang, key: WordKey, params: Params = {}): string {
  const sentences = dictionaries[lang] ?? dictionaries.zh
  return sentences[key].replace(/\{(\w+)(?::(\w+))?\}/g, (whole, name: string, how = '') => {
    const value = params[name]
    if (value === undefined) return whole
    if (how === 'code') return translateCode(lang, name, String(value))
    if (how === 'asset') return fill(value, params.asset === 'points' ? 'count' : 'money')
    return fill(value, how)
  })
}

/** Whether a key that was put together at run time, such as `tender.cash`, has a sentence. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(zh, key)
}

/** A word of the trade that the server sent as code; the code itself when it is not known yet. */
export function translateCode(lang: Lang, group: string, code: string): string {
  const key = `${group}.${code}`
  return isWordKey(key) ? translate(lang, key) : code
}

export function isProblemCode(code: string): code is ProblemCode {
  return (PROBLEM_CODES as readonly string[]).includes(code)
}

export function isFieldCode(code: string): code is FieldCode {
  return (FIELD_CODES as readonly string[]).includes(code)
}

function fill(value: unknown, how: string): string {
  if (Array.isArray(value)) return value.map((one) => fill(one, how)).join(', ')
  if (typeof value === 'number' && how === 'money') return formatMoney(value)
  if (typeof value === 'number' && how === 'count') return formatCount(value)
  return String(value)
}
