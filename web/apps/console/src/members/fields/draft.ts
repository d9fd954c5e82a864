// A field of the brand's own as a form holds it, and as the server takes it.

import type { CreateMemberField, EditMemberField, MemberField } from '@huitong/api'

export type Kind = MemberField['kind']
export type Choice = MemberField['choices'][number]

/** What can be changed of a field once it is there. */
export interface FieldDraft {
  zh: string
  en: string
  choices: Choice[]
  is_required: boolean
  is_searchable: boolean
  least: number | null
  most: number | null
  position: number
  is_active: boolean
}

export type NewFieldDraft = FieldDraft & { key: string; kind: Kind }

export const KINDS: readonly Kind[] = ['text', 'number', 'date', 'flag', 'choice', 'choices']

export function hasChoices(kind: Kind | undefined): boolean {
  return kind === 'choice' || kind === 'choices'
}

/** Length of a text, size of a number, count of choices; the others have no limits. */
export function hasLimits(kind: Kind | undefined): boolean {
  return kind === 'text' || kind === 'number' || kind === 'choices'
}

/** A new field stands after those that are there. */
export function newDraft(fields: readonly MemberField[]): NewFieldDraft {
  const last = Math.max(0, ...fields.map(({ position }) => position))
  return {
    key: '',
    kind: 'text',
    zh: '',
    en: '',
    choices: [],
    is_required: false,
    is_searchable: false,
    least: null,
    most: null,
    position: last + 10,
    is_active: true,
  }
}

export function draftOf({
  zh,
  en,
  choices,
  is_required,
  is_searchable,
  least,
  most,
  position,
  is_active,
}: MemberField): FieldDraft {
  return { zh, en, choices, is_required, is_searchable, least, most, position, is_active }
}

/** The body of an edit: what its kind does not have is left out. */
export function toBody(kind: Kind, draft: FieldDraft): EditMemberField {
  const { choices, least, most, ...rest } = draft
  return {
    ...rest,
    ...(hasChoices(kind) ? { choices: (choices ?? []).map(plain) } : {}),
    ...(hasLimits(kind) ? { least: least ?? null, most: most ?? null } : {}),
  }
}

export function toNew({ key, kind, ...draft }: NewFieldDraft): CreateMemberField {
  return { key: key.trim(), kind, ...toBody(kind, draft) }
}

/** A row that was just added says nothing of being retired. */
function plain({ key, zh, en, is_retired }: Choice): Choice {
  return { key, zh, en, is_retired: is_retired ?? false }
}

/** A key that no choice has yet. */
export function freeKey(choices: readonly (Partial<Choice> | undefined)[]): string {
  const taken = new Set(choices.map((choice) => choice?.key))
  let place = choices.length + 1
  while (taken.has(`option_${place}`)) place += 1
  return `option_${place}`
}
