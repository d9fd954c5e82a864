// From a refusal to a sentence. The code chooses the words; the server's English is never shown.

import { NetworkError, ProblemError } from '@huitong/api'
import { isFieldCode, isProblemCode } from '@huitong/words'
import type { Words } from '@huitong/words/react'

export function sayError({ t }: Pick<Words, 't'>, error: unknown): string {
  if (error instanceof NetworkError) return t('error.network')
  if (!(error instanceof ProblemError)) return t('error.unexpected')
  const [field] = error.fields
  if (field && isFieldCode(field.code)) return t(`field.${field.code}`, field.params)
  if (isProblemCode(error.code)) return t(`problem.${error.code}`, error.params)
  return t('error.status', { status: error.status })
}

/** Whether the person has to begin anew: the proof or the digits are over. */
export function isOver(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'membership.proof_over'
}
