// 调整储值: principal or bonus given or taken by hand, with the reason. More than one person may do
// alone waits for a second one.

import type { Answer } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { MoneyInput } from '@/ui/MoneyInput'
import { ProFormRadio } from '@/ui/pro'
import { ReasonField } from '@/ui/ReasonField'
import { AdjustStore } from './AdjustStore'
import { useAdjustMember } from './acts'
import type { MemberActProps } from './MemberActs'
import { useBalances } from './queries'

interface Values {
  asset: 'principal' | 'bonus'
  amount: number
  reason: string
  store_id?: string
}

type Adjusted = Answer<'/api/v1/members/{member_id}/adjustments', 'post'>

export function AdjustValue({ member, close }: MemberActProps) {
  const { t, code } = useWords()
  const adjust = useAdjustMember(member.id)
  const balances = useBalances(member.id)
  const now = (['principal', 'bonus'] as const)
    .map((asset) => `${code('asset', asset)} ${formatMoney(balances.data?.[asset] ?? 0)}`)
    .join(' · ')
  return (
    <ActModal<Values, Adjusted>
      name="adjust_value"
      title={t('member.adjust_value')}
      submitText={t('act.save')}
      doneText={({ approval }) =>
        t(approval ? 'member.adjust_value_waits' : 'member.adjust_value_done')
      }
      initialValues={{ asset: 'principal' }}
      close={close}
      submit={(values) => adjust.mutateAsync(chosen(values))}
    >
      <ProFormRadio.Group
        name="asset"
        label={t('word.asset')}
        options={['principal', 'bonus'].map((value) => ({ value, label: code('asset', value) }))}
      />
      <Form.Item
        name="amount"
        label={t('member.adjust_value_by')}
        extra={balances.data && t('member.value_now', { value: now })}
        rules={[
          { required: true, message: t('form.amount_required') },
          {
            validator: async (_, amount) => {
              if (Number.isNaN(amount)) throw new Error(t('form.amount_required'))
              if (amount === 0) throw new Error(t('form.not_zero'))
            },
          },
        ]}
      >
        <MoneyInput placeholder="0.00" />
      </Form.Item>
      <AdjustStore />
      <ReasonField />
    </ActModal>
  )
}
