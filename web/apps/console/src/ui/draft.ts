// What somebody typed and has not saved yet, kept for as long as the tab lives: it survives a
// reload, an expired session and a lost line. Each person at a shared desk has drafts of their own.

import { useContext } from 'react'
import { SessionContext } from '@/session/context'
import { keep, readKept } from './kept'

/** The state that the typing began with, and what was typed. */
export interface Draft<Values> {
  etag: string
  before: Values
  values: Values
}

export interface DraftPlace<Values> {
  read: () => Draft<Values> | undefined
  keep: (draft: Draft<Values>) => void
  forget: () => void
}

/** The drafts of one form, such as `edit_member` of `mem_…`. */
export function useDraft<Values extends object>(form: string, id: string): DraftPlace<Values> {
  const person = useContext(SessionContext)?.staff.id ?? ''
  return draftPlace(sessionStorage, `draft.${person}.${form}.${id}`)
}

export function draftPlace<Values extends object>(
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  key: string,
): DraftPlace<Values> {
  return {
    read: () => readDraft(readKept(store, key)),
    keep: (draft) => keep(store, key, draft),
    forget: () => keep(store, key, undefined),
  }
}

function readDraft<Values extends object>(kept: unknown): Draft<Values> | undefined {
  const isDraft =
    typeof kept === 'object' &&
    kept !== null &&
    'etag' in kept &&
    'before' in kept &&
    'values' in kept &&
    typeof kept.etag === 'string' &&
    typeof kept.values === 'object'
  return isDraft ? (kept as Draft<Values>) : undefined
}
