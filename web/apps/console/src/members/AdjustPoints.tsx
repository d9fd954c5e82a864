// 调整积分: points given or taken by hand, with the reason. More than one person may do alone waits
// for a second one.

import type { Answer } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Form, InputNumber } from 'antd'
import { useSession } from '@/session/context'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { DateInput } from '@/ui/DateInput'
import { ReasonField } from '@/ui/ReasonField'
import { AdjustStore } from './AdjustStore'
import { useAdjustMember } from './acts'
import { endOfDay } from './dates'
import type { MemberActProps } from './MemberActs'
import { useBalances } from './queries'

interface Values {
  amount: number
  reason: string
  store_id?: string
  /** The last day on which the points are good. */
  last_day?: string
}

type Adjusted = Answer<'/api/v1/members/{member_id}/adjustments', 'post'>

export function AdjustPoints({ member, close }: MemberActProps) {
  const { t } = useWords()
  const { brand } = useSession()
  const adjust = useAdjustMember(member.id)
  const balances = useBalances(member.id)
  return (
    <ActModal<Values, Adjusted>
      name="adjust_points"
      title={t('member.adjust')}
      submitText={t('act.save')}
      doneText={({ approval }) => t(approval ? 'member.adjust_waits' : 'member.adjust_done')}
      close={close}
      submit={({ last_day, ...values }) => {
        // Only points that are given have an end.
        const ends = last_day && values.amount > 0 ? endOfDay(last_day, brand.zone) : undefined
        return adjust.mutateAsync(chosen({ asset: 'points', expires_at: ends, ...values }))
      }}
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
      <Form.Item noStyle dependencies={['amount']}>
        {({ getFieldValue }) =>
          getFieldValue('amount') > 0 && (
            <Form.Item
              name="last_day"
              label={t('member.points_last_day')}
              extra={t('member.points_last_day_hint')}
            >
              <DateInput />
            </Form.Item>
          )
        }
      </Form.Item>
      <AdjustStore />
      <ReasonField />
    </ActModal>
  )
}
