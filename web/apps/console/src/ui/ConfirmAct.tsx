// An act that is confirmed before it is done, with the reason where one is kept.

import type { ReactNode } from 'react'
import { ActModal } from './ActModal'
import { ReasonField } from './ReasonField'

interface ConfirmActProps<Out> {
  /** The form's name. */
  name: string
  title: string
  /** What it means: what happens, and whether it can be undone. */
  text: ReactNode
  submitText: string
  doneText: string | ((answer: Out) => string)
  isDanger?: boolean
  /** Asks why, and hands it to `act`. */
  needsReason?: boolean
  close: () => void
  act: (reason: string) => Promise<Out>
}

/** Rendered only while it is open. */
export function ConfirmAct<Out>({ text, needsReason, act, ...window }: ConfirmActProps<Out>) {
  return (
    <ActModal<{ reason?: string }, Out>
      {...window}
      submit={({ reason = '' }) => act(reason.trim())}
    >
      <div style={{ marginBottom: 16 }}>{text}</div>
      {needsReason && <ReasonField />}
    </ActModal>
  )
}
