// 充值: a member pays in to stored value. The ladder is shown and its rungs can be chosen; what a
// payment really gives is worked out by the server alone, which refuses if the rung that was shown
// has changed meanwhile.

import type { Rung } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, Flex, Form } from 'antd'
import { TOP_UP_TENDERS } from '@/orders/tenders'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { MoneyInput } from '@/ui/MoneyInput'
import { ProFormRadio, ProFormText } from '@/ui/pro'
import { useTopUp } from './acts'
import type { MemberActProps } from './MemberActs'
import { useTerms } from './queries'

interface Values {
  amount: number
  tender: 'cash' | 'card'
  reference?: string
  store_id: string
}

export function TopUp({ member, close }: MemberActProps) {
  const { t, code } = useWords()
  const topUp = useTopUp(member.id)
  const terms = useTerms()
  const home = useHomeStore()
  const required = [{ required: true, message: t('form.required') }]
  const store_id = home ?? member.store_id ?? undefined
  return (
    <ActModal<Values>
      name="top_up"
      title={t('member.top_up')}
      submitText={t('member.top_up')}
      doneText={t('member.top_up_done')}
      initialValues={chosen({ tender: 'cash' as const, store_id })}
      close={close}
      submit={async (values) => {
        const rung = terms.data?.ladder.find(({ pay }) => pay === values.amount)
        await topUp.mutateAsync(chosen({ ...values, expected_bonus: rung?.bonus }))
      }}
    >
      <Form.Item
        name="amount"
        label={t('top_up.amount')}
        rules={[
          { required: true, message: t('form.amount_required') },
          { type: 'number', min: 1, message: t('form.amount_required') },
        ]}
      >
        <MoneyInput placeholder="0.00" />
      </Form.Item>
      <Ladder rungs={terms.data?.ladder ?? []} />
      <ProFormRadio.Group
        name="tender"
        label={t('top_up.tender')}
        options={TOP_UP_TENDERS.map((value) => ({ value, label: code('tender', value) }))}
      />
      <ProFormText
        name="reference"
        label={t('top_up.reference')}
        fieldProps={{ maxLength: 100, autoComplete: 'off' }}
      />
      <Form.Item name="store_id" label={t('top_up.store')} rules={required}>
        <StoreSelect />
      </Form.Item>
    </ActModal>
  )
}

function Ladder({ rungs }: { rungs: readonly Rung[] }) {
  const { t } = useWords()
  const form = Form.useFormInstance<Values>()
  if (rungs.length === 0) return null
  return (
    <Flex gap={8} wrap style={{ marginBottom: 24 }} role="group" aria-label={t('top_up.ladder')}>
      {rungs.map(({ pay, bonus }) => (
        <Button
          key={pay}
          size="small"
          onClick={() => {
            form.setFieldValue('amount', pay)
            void form.validateFields(['amount'])
          }}
        >
          {t('top_up.rung', { pay: formatMoney(pay), bonus: formatMoney(bonus) })}
        </Button>
      ))}
    </Flex>
  )
}
