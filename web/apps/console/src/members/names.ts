// What a member is called where no name is known.

import type { Member } from '@huitong/api'
import type { Words } from '@huitong/words/react'

/** The name; of whom none was left, or none is left since the person was erased, that. */
export function nameOf(
  { t, code }: Pick<Words, 't' | 'code'>,
  { name, state }: Pick<Member, 'name' | 'state'>,
): string {
  if (state === 'erased') return code('member_state', state)
  return name || t('member.nameless')
}
