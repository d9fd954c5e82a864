// What members say in the brand's own fields, as people read it and as a form holds it.

import { type Member, type MemberField, ProblemError } from '@huitong/api'
import type { Lang } from '@huitong/words'
import type { Words } from '@huitong/words/react'

/** What one field holds: a text, a number, yes or no, the key of a choice, or keys of several. */
export type FieldValue = string | number | boolean | string[]

/** A form's values by the keys of the fields. */
export type FieldValues = Record<string, FieldValue | undefined>

export function labelOf(one: { zh: string; en: string }, lang: Lang): string {
  return lang === 'zh' ? one.zh : one.en
}

/** What a member says in the fields that are in use. */
export function valuesOf(member: Member, fields: readonly MemberField[]): FieldValues {
  const said: Record<string, unknown> = member.fields
  return Object.fromEntries(fields.map(({ key }) => [key, readValue(said[key])]))
}

function readValue(value: unknown): FieldValue | undefined {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string')
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value)
  return isPlain ? (value as FieldValue) : undefined
}

/** A value in words; nothing where nothing was said. */
export function sayValue(
  { t, lang }: Pick<Words, 't' | 'lang'>,
  field: MemberField,
  value: FieldValue | undefined,
): string {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return t(value ? 'word.yes' : 'word.no')
  if (Array.isArray(value)) return value.map((key) => sayChoice(field, key, lang)).join(', ')
  return field.kind === 'choice' ? sayChoice(field, String(value), lang) : String(value)
}

/** A value as a list of changes has it: one text, several choices with commas between. */
export function sayRecorded(
  words: Pick<Words, 't' | 'lang'>,
  field: MemberField,
  text: string,
): string {
  if (field.kind === 'flag') return sayValue(words, field, text === 'true')
  return sayValue(words, field, field.kind === 'choices' ? text.split(', ') : text)
}

function sayChoice({ choices }: MemberField, key: string, lang: Lang): string {
  const choice = choices.find((one) => one.key === key)
  return choice ? labelOf(choice, lang) : key
}

/** The body of an edit: what is empty is taken away. */
export function toBody(changed: Record<string, FieldValue | null | undefined>) {
  return Object.entries(changed).map(([key, value]) => [
    key,
    Array.isArray(value) && value.length === 0 ? null : (value ?? null),
  ])
}

/** A refusal that points into `fields`, as one of a form that has these fields alone. */
export function inForm(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error
  const fields = error.fields.map((one) => ({
    ...one,
    pointer: one.pointer.replace(/^\/fields(?=\/)/, ''),
  }))
  const { status, code, title, params, requestId } = error
  return new ProblemError(status, code, title, params, fields, requestId)
}
