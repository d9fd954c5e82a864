// A session that ended under an open page. The page stays as it is, with what was typed into it,
// and the log-in is asked for over it; these are the decisions, and the note that it is so.

import { ProblemError, type Session } from '@huitong/api'

/** What the browser notes of the last log-in: in, out by itself, or (without a note) logged out. */
export type Note = 'in' | 'expired' | null

/** Whether an error says that nobody is logged in; a wrong password is a 401 too. */
export function saysLoggedOut(error: unknown): boolean {
  return (
    error instanceof ProblemError && error.status === 401 && error.code === 'access.not_logged_in'
  )
}

/**
 * Whether to ask the server who is logged in. A first visit without a log-in, and a page whose
 * person logged out in another tab, need no call that can only be refused.
 */
export function mustAsk(note: Note, isKnown: boolean): boolean {
  return note === 'in' || (note === 'expired' && isKnown)
}

/** Whether what is open belongs to somebody else than who is logged in now. */
export function isAnother(known: Session, now: Session): boolean {
  return known.brand.id !== now.brand.id || known.staff.id !== now.staff.id
}

let isOver = false
const listeners = new Set<() => void>()

export const sessionEnd = {
  isOver: (): boolean => isOver,
  note(over: boolean): void {
    if (over === isOver) return
    isOver = over
    for (const listener of listeners) listener()
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
