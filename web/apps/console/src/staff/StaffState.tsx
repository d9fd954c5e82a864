// Whether a person may log in.

import type { Staff } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StateTag } from '@/ui/StateTag'
import { stateOf } from './listing'

export function StaffState({ person }: { person: Pick<Staff, 'is_active'> }) {
  const { code } = useWords()
  return (
    <StateTag tone={person.is_active ? 'good' : 'bad'}>
      {code('staff_state', stateOf(person))}
    </StateTag>
  )
}
