// One person: who, with which role and where, and the log-ins that last.

import type { Staff, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert } from 'antd'
import { useParams } from 'react-router'
import { useRoles } from '@/permissions/queries'
import { useSession } from '@/session/context'
import { useStores } from '@/stores/queries'
import { useStoreTime } from '@/stores/time'
import { DetailPage } from '@/ui/DetailPage'
import { reread } from '@/ui/reread'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { LogInsTab } from './LogInsTab'
import { usePerson } from './queries'
import { isMe, mayChange } from './rights'
import { ScopeNames } from './ScopeText'
import { SessionsTab } from './SessionsTab'
import { StaffActs } from './StaffActs'
import { StaffState } from './StaffState'

export function StaffScreen() {
  const { staffId = '' } = useParams()
  const person = usePerson(staffId)
  return (
    <Answered query={person}>
      {(known) => <StaffPage key={staffId} record={known} reread={reread(person)} />}
    </Answered>
  )
}

interface StaffPageProps {
  record: Tagged<Staff>
  reread: () => Promise<Tagged<Staff>>
}

function StaffPage(props: StaffPageProps) {
  const { t, code } = useWords()
  const me = useSession()
  const stores = useStores()
  const time = useStoreTime()
  const person = props.record.data
  const isChangeable = mayChange(me, person, { roles: useRoles().gives, storeIds: stores.keys() })
  const beside = (
    <>
      <span className="quiet">{person.login}</span>
      <StaffState person={person} />
      {isMe(me, person) && <StateTag tone="busy">{t('staff.me')}</StateTag>}
    </>
  )
  return (
    <DetailPage
      title={person.name}
      beside={beside}
      acts={isChangeable && <StaffActs {...props} />}
      notice={
        !person.is_active && <Alert type="warning" showIcon title={t('staff.disabled_note')} />
      }
      summary={[
        { key: 'role', label: t('staff.role'), children: code('role', person.role) },
        { key: 'scope', label: t('staff.scope'), children: <ScopeNames scope={person.scope} /> },
        {
          key: 'since',
          label: t('staff.since'),
          children: <span className="num">{time(person.created_at)}</span>,
        },
      ]}
      tabs={[
        {
          key: 'sessions',
          label: t('session.lasting'),
          children: <SessionsTab person={person} isChangeable={isChangeable} />,
        },
        {
          key: 'log_ins',
          label: t('log_in.history'),
          children: <LogInsTab staffId={person.id} />,
        },
      ]}
    />
  )
}
