// How long a request waits, how many numbers one may unmask, and whose log-in needs a second factor.

import { useWords } from '@huitong/words/react'
import { Checkbox, Form, InputNumber } from 'antd'
import { between, required } from '../rules'

const ROLES = ['owner', 'hq_operations', 'hq_finance', 'store_manager', 'cashier', 'guide'] as const

export function PeopleFields() {
  const words = useWords()
  const { t, code } = words
  return (
    <>
      <div className="field-row">
        <Form.Item
          name="approval_days"
          label={t('access_policy.approval_days')}
          extra={t('access_policy.approval_days_hint')}
          rules={[...required(words), ...between(words, 1, 60)]}
        >
          <InputNumber
            precision={0}
            className="num"
            suffix={t('word.days')}
            style={{ width: '100%' }}
          />
        </Form.Item>
        <Form.Item
          name="unmask_day_max"
          label={t('access_policy.unmask_day_max')}
          extra={t('access_policy.unmask_day_max_hint')}
          rules={[...required(words), ...between(words, 0, 1_000)]}
        >
          <InputNumber precision={0} className="num" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item
        name="second_factor_roles"
        label={t('access_policy.second_factor')}
        extra={t('access_policy.second_factor_hint')}
      >
        <Checkbox.Group options={ROLES.map((value) => ({ value, label: code('role', value) }))} />
      </Form.Item>
    </>
  )
}
