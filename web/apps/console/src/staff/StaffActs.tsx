// What may be done for a person: the common acts as buttons, the rest behind one. Some of it one
// does for oneself elsewhere, with the own password.

import type { Staff, Tagged } from '@huitong/api'
import type { WordKey } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, Dropdown } from 'antd'
import { type ComponentType, useState } from 'react'
import { useNavigate } from 'react-router'
import { useSession } from '@/session/context'
import { DisableStaff, EnableStaff } from './DisableStaff'
import { EditStaff } from './EditStaff'
import { RemovePin, RemoveSecondFactor } from './RemoveFactors'
import { ResetPassword } from './ResetPassword'
import { isMe } from './rights'
import { SetPin } from './SetPin'

export interface StaffActProps {
  record: Tagged<Staff>
  reread: () => Promise<Tagged<Staff>>
  close: () => void
}

interface StaffAct {
  word: WordKey
  form: ComponentType<StaffActProps>
  isDanger?: boolean
}

const EDIT: StaffAct = { word: 'act.edit', form: EditStaff }
const SET_PIN: StaffAct = { word: 'staff.set_pin', form: SetPin }
const RESET: StaffAct = { word: 'staff.reset_password', form: ResetPassword }
const REMOVE_PIN: StaffAct = { word: 'staff.remove_pin', form: RemovePin }
const REMOVE_FACTOR: StaffAct = { word: 'staff.remove_second_factor', form: RemoveSecondFactor }
const DISABLE: StaffAct = { word: 'staff.disable', form: DisableStaff, isDanger: true }
const ENABLE: StaffAct = { word: 'staff.enable', form: EnableStaff }

export function StaffActs({ record, reread }: Omit<StaffActProps, 'close'>) {
  const { t } = useWords()
  const me = useSession()
  const navigate = useNavigate()
  const [open, setOpen] = useState<StaffAct>()
  const person = record.data
  const isOwn = isMe(me, person)
  const acts = isOwn ? [EDIT] : person.is_active ? [EDIT, SET_PIN, RESET] : [EDIT, ENABLE]
  const more = isOwn || !person.is_active ? [] : [REMOVE_PIN, REMOVE_FACTOR, DISABLE]
  return (
    <>
      {acts.map((act) => (
        <Button key={act.word} onClick={() => setOpen(act)}>
          {t(act.word)}
        </Button>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((act) => ({
              key: act.word,
              label: t(act.word),
              danger: act.isDanger === true,
              onClick: () => setOpen(act),
            })),
          }}
        >
          <Button>{t('act.more')}</Button>
        </Dropdown>
      )}
      {isOwn && (
        <Button onClick={() => navigate('/account/second-factor')}>
          {t('second_factor.title')}
        </Button>
      )}
      {open && <open.form record={record} reread={reread} close={() => setOpen(undefined)} />}
    </>
  )
}
