// 监护人: who answers for a member younger than 14 and agreed that it is one.

import type { Member, MemberConsents, SetGuardian as SetGuardianBody } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { useHomeStore } from '@/stores/home'
import { useStoreTime } from '@/stores/time'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { Summary } from '@/ui/Summary'
import { GuardianFields } from '../GuardianFields'
import { Part } from '../Part'
import { OriginField } from './OriginField'
import { useSetGuardian } from './queries'

interface GuardianProps {
  member: Member
  guardian: MemberConsents['guardian']
}

export function Guardian({ member, guardian }: GuardianProps) {
  const { t, code } = useWords()
  const may = useMay()
  const time = useStoreTime()
  const [isEditing, setEditing] = useState(false)
  return (
    <Part
      title={t('guardian.title')}
      acts={
        may('members.write') && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t(guardian ? 'guardian.replace' : 'guardian.record')}
          </Button>
        )
      }
    >
      {guardian ? (
        <Summary
          items={[
            { key: 'name', label: t('guardian.name'), children: guardian.name },
            { key: 'phone', label: t('guardian.phone'), children: guardian.phone },
            {
              key: 'relation',
              label: t('guardian.relation'),
              children: code('relation', guardian.relation),
            },
            { key: 'at', label: t('guardian.since'), children: time(guardian.recorded_at) },
          ]}
        />
      ) : (
        <Alert type="warning" showIcon title={t('guardian.missing')} />
      )}
      {isEditing && <SetGuardian memberId={member.id} close={() => setEditing(false)} />}
    </Part>
  )
}

function SetGuardian({ memberId, close }: { memberId: string; close: () => void }) {
  const { t } = useWords()
  const set = useSetGuardian(memberId)
  const store_id = useHomeStore()
  return (
    <ActModal<SetGuardianBody>
      name="set_guardian"
      title={t('guardian.record')}
      submitText={t('act.save')}
      doneText={t('guardian.recorded')}
      initialValues={{ relation: 'mother', origin: 'till' }}
      close={close}
      submit={(values) => set.mutateAsync(chosen({ store_id, ...values }))}
    >
      <p>{t('guardian.means')}</p>
      <GuardianFields />
      <OriginField />
    </ActModal>
  )
}
