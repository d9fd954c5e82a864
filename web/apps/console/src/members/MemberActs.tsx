// What may be done for a member: each act a button for those who may, and a window of its own.

import type { Member, Permission } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { type ComponentType, useState } from 'react'
import { useMay } from '@/session/context'
import { AdjustPoints } from './AdjustPoints'
import { FreezeMember, UnfreezeMember } from './FreezeMember'
import { SetTier } from './SetTier'
import { TopUp } from './TopUp'

export interface MemberActProps {
  member: Member
  close: () => void
}

interface MemberAct {
  word: WordKey
  permission: Permission
  form: ComponentType<MemberActProps>
}

const TOP_UP: MemberAct = { word: 'member.top_up', permission: 'top_ups.write', form: TopUp }
const OTHERS: readonly MemberAct[] = [
  { word: 'member.adjust', permission: 'members.adjust', form: AdjustPoints },
  { word: 'member.set_tier', permission: 'members.tier', form: SetTier },
]
const FREEZE: MemberAct = {
  word: 'member.freeze',
  permission: 'members.freeze',
  form: FreezeMember,
}
const UNFREEZE: MemberAct = {
  word: 'member.unfreeze',
  permission: 'members.freeze',
  form: UnfreezeMember,
}

export function MemberActs({ member }: { member: Member }) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState<MemberAct>()
  const acts = [TOP_UP, ...OTHERS, member.is_frozen ? UNFREEZE : FREEZE]
  return (
    <>
      {acts
        .filter(({ permission }) => may(permission))
        .map((act) => (
          <Button
            key={act.word}
            type={act === TOP_UP ? 'primary' : 'default'}
            danger={act === FREEZE}
            disabled={act === TOP_UP && member.is_frozen}
            onClick={() => setOpen(act)}
          >
            {t(act.word)}
          </Button>
        ))}
      {open && <open.form member={member} close={() => setOpen(undefined)} />}
    </>
  )
}
