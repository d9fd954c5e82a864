// From a refusal of the server to sentences for a person and to the fields of a form. The code
// chooses the sentence; the server's own English is never shown, except for a code without words.

import { type FieldProblem, NetworkError, ProblemError } from '@huitong/api'
import { isFieldCode, isProblemCode } from '@huitong/words'
import type { Words } from '@huitong/words/react'
import type { FormInstance } from 'antd'

/** What a form shows: sentences at its fields, and one for all that has no field. */
export interface ProblemOnForm {
  fields: { name: (string | number)[]; errors: string[] }[]
  rest: string | undefined
}

/** The sentence of any error. */
export function sayError({ t }: Pick<Words, 't'>, error: unknown): string {
  if (error instanceof NetworkError) return t('error.network')
  if (!(error instanceof ProblemError)) return t('error.unexpected')
  if (isProblemCode(error.code)) return t(`problem.${error.code}`, error.params)
  return error.title || t('error.status', { status: error.status })
}

/** What is wrong with one field, in a sentence. */
export function sayField({ t }: Pick<Words, 't'>, { code, params }: FieldProblem): string {
  return isFieldCode(code) ? t(`field.${code}`, params) : code
}

/** Lays a refusal out over a form whose fields are called like the fields of the request. */
export function problemOnForm(
  words: Pick<Words, 't'>,
  error: unknown,
  known: readonly string[],
): ProblemOnForm {
  if (!(error instanceof ProblemError) || error.fields.length === 0) {
    return { fields: [], rest: sayError(words, error) }
  }
  const fields: ProblemOnForm['fields'] = []
  const rest: string[] = []
  for (const problem of error.fields) {
    const name = fieldName(problem.pointer)
    const sentence = sayField(words, problem)
    if (known.includes(String(name[0]))) fields.push({ name, errors: [sentence] })
    else rest.push(`${name.join('.') || problem.pointer}: ${sentence}`)
  }
  return { fields, rest: rest.length > 0 ? rest.join(' · ') : undefined }
}

/**
 * Shows a refusal in a form and leads to its first wrong field; answers what has no place there.
 * A field that the form does not know, such as `opening_hours.0.opens`, is told at the nearest
 * field above it.
 */
export function showProblem<Values>(
  form: FormInstance<Values>,
  { fields, rest }: ProblemOnForm,
): string | undefined {
  const known = form.getFieldsError().map(({ name }) => name)
  const { placed, lost } = atKnown(fields, known)
  form.setFields(placed as Parameters<typeof form.setFields>[0])
  const [first] = placed
  if (first) form.scrollToField(first.name as never, { block: 'center', focus: true })
  return [...lost, ...(rest === undefined ? [] : [rest])].join(' · ') || undefined
}

type Name = readonly (string | number)[]

/** Each wrong field at the nearest one that is known, and sentences for those that have none. */
export function atKnown(
  fields: ProblemOnForm['fields'],
  known: readonly Name[],
): { placed: ProblemOnForm['fields']; lost: string[] } {
  const told = new Map<string, ProblemOnForm['fields'][number]>()
  const lost: string[] = []
  const isKnown = new Set(known.map((name) => JSON.stringify(name)))
  for (const { name, errors } of fields) {
    const depth = name.findLastIndex((_, last) =>
      isKnown.has(JSON.stringify(name.slice(0, last + 1))),
    )
    if (depth < 0) {
      lost.push(`${name.join('.')}: ${errors.join(' · ')}`)
      continue
    }
    const place = name.slice(0, depth + 1)
    const key = JSON.stringify(place)
    told.set(key, {
      name: place,
      errors: [...new Set([...(told.get(key)?.errors ?? []), ...errors])],
    })
  }
  return { placed: [...told.values()], lost }
}

/** Takes an earlier refusal off the fields; those without rules of their own would keep it. */
export function clearProblems(form: FormInstance): void {
  form.setFields(form.getFieldsError().map(({ name }) => ({ name, errors: [] })))
}

/** `/lines/0/quantity` → `['lines', 0, 'quantity']`; `?store_id` → `['store_id']`. */
export function fieldName(pointer: string): (string | number)[] {
  if (pointer.startsWith('?')) return [pointer.slice(1)]
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
