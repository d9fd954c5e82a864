// Filters of all lists of trade: whose it was, and who did it; for those who may see such people.

import type { Words } from '@huitong/words/react'
import { MemberSelect } from '@/members/MemberSelect'
import type { May } from '@/session/context'
import { StaffSelect } from '@/staff/StaffSelect'
import type { FilterField } from '@/ui/filters'

export function memberFilter({ t }: Words, may: May): FilterField[] {
  if (!may('members.read')) return []
  const control = <MemberSelect allowClear />
  return [{ kind: 'own', name: 'member_id', label: t('word.member'), control, isWide: true }]
}

export function staffFilter({ t }: Words, may: May, name: string, label: string): FilterField[] {
  if (!may('staff.read')) return []
  const control = <StaffSelect withFormer placeholder={t('filter.all')} />
  return [{ kind: 'own', name, label, control }]
}
