// 注销 and 恢复: closing an account that holds no stored value, and opening it again in time.

import type { Answer } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert } from 'antd'
import { useStoreTime } from '@/stores/time'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { useCloseMember, useReopenMember } from './acts'
import type { MemberActProps } from './MemberActs'
import { useBalances } from './queries'

type Closed = Answer<'/api/v1/members/{member_id}/close', 'post'>

export function CloseMember({ member, close }: MemberActProps) {
  const { t } = useWords()
  const time = useStoreTime()
  const closing = useCloseMember(member.id)
  const { data: has } = useBalances(member.id)
  return (
    <ConfirmAct<Closed>
      name="close_member"
      title={t('member.close')}
      text={
        <>
          <p style={{ marginTop: 0 }}>{t('member.close_means')}</p>
          {has && has.stored_value > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('member.close_value_left', { value: formatMoney(has.stored_value) })}
            />
          )}
        </>
      }
      submitText={t('member.close')}
      doneText={({ reopen_until }) => t('member.close_done', { until: time(reopen_until) })}
      isDanger
      needsReason
      close={close}
      act={(reason) => closing.mutateAsync({ reason })}
    />
  )
}

export function ReopenMember({ member, close }: MemberActProps) {
  const { t } = useWords()
  const reopening = useReopenMember(member.id)
  return (
    <ConfirmAct
      name="reopen_member"
      title={t('member.reopen')}
      text={t('member.reopen_means')}
      submitText={t('member.reopen')}
      doneText={t('member.reopen_done')}
      needsReason
      close={close}
      act={(reason) => reopening.mutateAsync({ reason })}
    />
  )
}
