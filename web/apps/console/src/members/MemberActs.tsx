// What may be done for a member: the main act a button, the others buttons where there is room,
// the rest in a menu; each with a window of its own.

import { DownOutlined } from '@ant-design/icons'
import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Dropdown, Grid } from 'antd'
import { type ComponentType, useState } from 'react'
import { useNavigate } from 'react-router'
import { FileRequest } from '@/privacy/FileRequest'
import { useMay } from '@/session/context'
import { AdjustPoints } from './AdjustPoints'
import { AdjustValue } from './AdjustValue'
import { type Act, type ActKey, actsFor, arranged } from './actRules'
import { CloseMember, ReopenMember } from './CloseMember'
import { EditMember } from './EditMember'
import { FreezeMember, UnfreezeMember } from './FreezeMember'
import { SetTier } from './SetTier'
import { TopUp } from './TopUp'
import { UnmaskPhone } from './UnmaskPhone'

export interface MemberActProps {
  member: Member
  close: () => void
}

const FORMS: Record<Exclude<ActKey, 'merge'>, ComponentType<MemberActProps>> = {
  top_up: TopUp,
  edit: EditMember,
  adjust_points: AdjustPoints,
  adjust_value: AdjustValue,
  set_tier: SetTier,
  freeze: FreezeMember,
  unfreeze: UnfreezeMember,
  unmask: UnmaskPhone,
  request: FileRequest,
  close: CloseMember,
  reopen: ReopenMember,
}

export function MemberActs({ member }: { member: Member }) {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const screens = Grid.useBreakpoint()
  const [open, setOpen] = useState<keyof typeof FORMS>()
  const { up, more } = arranged(actsFor(member.state, may), screens.md === false)
  const isDisabled = ({ isDisabledWhen }: Act) => isDisabledWhen === member.state
  // Two are chosen for a merge, on a page of its own.
  const start = ({ key }: Act) =>
    key === 'merge' ? void navigate(`/merges/new?survivor_id=${member.id}`) : setOpen(key)
  const Form = open && FORMS[open]
  return (
    <>
      {up.map((act) => (
        <Button
          key={act.key}
          type={act === up[0] ? 'primary' : 'default'}
          danger={act.isDanger === true}
          disabled={isDisabled(act)}
          onClick={() => start(act)}
        >
          {t(act.word)}
        </Button>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((act) => ({
              key: act.key,
              label: t(act.word),
              danger: act.isDanger === true,
              disabled: isDisabled(act),
              onClick: () => start(act),
            })),
          }}
        >
          <Button icon={<DownOutlined />} iconPlacement="end">
            {t('act.more')}
          </Button>
        </Dropdown>
      )}
      {Form && <Form member={member} close={() => setOpen(undefined)} />}
    </>
  )
}
