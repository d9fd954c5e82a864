// A field of a profile and what it holds, in words: for changes, merges and the timeline.

import { useWords } from '@huitong/words/react'
import type { ReactNode } from 'react'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { useMemberFields } from './fields/queries'
import { labelOf, sayRecorded } from './fields/values'
import { ownFieldKey } from './profileField'
import { TierName } from './TierName'

export function ProfileFieldName({ field }: { field: string }) {
  const { code, lang } = useWords()
  const { data } = useMemberFields()
  const key = ownFieldKey(field)
  if (key === undefined) return code('profile_field', field)
  const known = data?.items.find((one) => one.key === key)
  return known ? labelOf(known, lang) : key
}

interface ProfileValueProps {
  field: string
  value: string | null | undefined
}

export function ProfileValue({ field, value }: ProfileValueProps): ReactNode {
  const words = useWords()
  const { data } = useMemberFields()
  if (value === null || value === undefined) return <span className="quiet">–</span>
  switch (field) {
    case 'gender':
      return words.code('gender', value)
    case 'state':
      return words.code('member_state', value)
    case 'store_id':
      return <StoreName id={value} />
    case 'guide_id':
      return <StaffName id={value} />
    case 'tier_id':
      return <TierName id={value} />
    default: {
      const known = data?.items.find(({ key }) => key === ownFieldKey(field))
      return known ? sayRecorded(words, known, value) : value
    }
  }
}

/** What a field held and what it holds since. */
export function ProfileChange({
  field,
  before,
  after,
}: {
  field: string
  before: string | null | undefined
  after: string | null | undefined
}) {
  return (
    <>
      <ProfileValue field={field} value={before} /> → <ProfileValue field={field} value={after} />
    </>
  )
}
