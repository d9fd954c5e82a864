// 调整积分: points given or taken by hand, with the reason. More than one person may do alone waits
// for a second one.

import type { Answer } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Form, InputNumber } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { ReasonField } from '@/ui/ReasonField'
import type { MemberActProps } from './MemberActs'
import { useAdjustMember, useBalances } from './queries'

interface Values {
  amount: number
  reason: string
}

type Adjusted = Answer<'/api/v1/members/{member_id}/adjustments', 'post'>

export function AdjustPoints({ member, close }: MemberActProps) {
  const { t } = useWords()
  const adjust = useAdjustMember(member.id)
  const balances = useBalances(member.id)
  return (
    <ActModal<Values, Adjusted>
      name="adjust_points"
      title={t('member.adjust')}
      submitText={t('act.save')}
      doneText={({ approval }) => t(approval ? 'member.adjust_waits' : 'member.adjust_done')}
      close={close}
      submit={(values) => adjust.mutateAsync({ asset: 'points', ...values })}
    >
      <Form.Item
        name="amount"
        label={t('member.adjust_by')}
        extra={
          balances.data && t('member.points_now', { points: formatCount(balances.data.points) })
        }
        rules={[
          { required: true, message: t('form.required') },
          {
            validator: (_, amount) =>
              amount === 0 ? Promise.reject(new Error(t('form.not_zero'))) : Promise.resolve(),
          },
        ]}
      >
        <InputNumber precision={0} step={100} style={{ width: '100%' }} />
      </Form.Item>
      <ReasonField />
    </ActModal>
  )
}
