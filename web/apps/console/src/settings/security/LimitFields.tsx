// For which acts a second person decides, and from which sum a day on.

import { formatCount, formatMoney } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import { Form, InputNumber, Select } from 'antd'
import { MoneyInput } from '@/ui/MoneyInput'
import { between, required } from '../rules'
import { ACTIONS, type Action, isMoney, type LimitValue, RULES } from './limits'

const DAY_MAX = 100_000_000

export function LimitFields() {
  return ACTIONS.map((action) => <LimitField key={action} action={action} />)
}

function LimitField({ action }: { action: Action }) {
  const words = useWords()
  const { code } = words
  const rule = Form.useWatch([action, 'rule'])
  const format = isMoney(action) ? formatMoney : formatCount
  return (
    <div className="field-row limit-row">
      <Form.Item
        name={[action, 'rule']}
        label={code('approval_action', action)}
        extra={code('approval_action_hint', action)}
      >
        <Select options={RULES.map((value) => ({ value, label: code('approval_rule', value) }))} />
      </Form.Item>
      {rule === 'over' && (
        <Form.Item
          name={[action, 'day_max']}
          label={code('approval_limit', action)}
          extra={words.t('access_policy.day_max_hint')}
          rules={[...required(words), ...between(words, 1, DAY_MAX, format)]}
        >
          {isMoney(action) ? (
            <MoneyInput />
          ) : (
            <InputNumber precision={0} className="num" style={{ width: '100%' }} />
          )}
        </Form.Item>
      )}
    </div>
  )
}

/** A limit in words, where two edits met. */
export function sayLimit({ code }: Words, action: Action, { rule, day_max }: LimitValue): string {
  const told = code('approval_rule', rule)
  if (rule !== 'over' || day_max === undefined) return told
  return `${told}: ${isMoney(action) ? formatMoney(day_max) : formatCount(day_max)}`
}
