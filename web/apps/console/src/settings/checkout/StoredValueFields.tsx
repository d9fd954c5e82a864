// 储值: the top-up ladder, how much a card may hold, and which part of it is spent first.

import type { Rung } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Card, Form, Radio } from 'antd'
import { MoneyInput } from '@/ui/MoneyInput'
import { EditRows } from '../EditRows'
import { between, onlyOnce, required } from '../rules'
import { BEARER_CAP_BY_LAW, NAMED_CAP_BY_LAW } from './law'

const RUNGS_MAX = 20
const DRAW_ORDERS = ['principal_first', 'bonus_first', 'proportional'] as const

export function StoredValueFields() {
  const { t, code } = useWords()
  return (
    <>
      <Card size="small" title={t('terms.ladder')}>
        <Ladder />
      </Card>
      <Card size="small" title={t('terms.caps')}>
        <Caps />
      </Card>
      <Card size="small" title={t('terms.draw_order')}>
        <Form.Item
          name="draw_order"
          label={t('terms.draw_order_label')}
          extra={t('terms.draw_order_hint')}
        >
          <Radio.Group
            options={DRAW_ORDERS.map((value) => ({ value, label: code('draw_order', value) }))}
          />
        </Form.Item>
      </Card>
    </>
  )
}

function Ladder() {
  const words = useWords()
  const { t } = words
  const amount = (min: number) => [
    ...required(words),
    ...between(words, min, NAMED_CAP_BY_LAW, formatMoney),
  ]
  return (
    <>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('terms.ladder_hint')}
      </p>
      <EditRows
        name="ladder"
        max={RUNGS_MAX}
        rowLabel={(place) => t('terms.rung', { place })}
        addText={t('terms.rung_add')}
        newRow={{}}
        emptyText={t('terms.ladder_none')}
        fields={[
          {
            name: 'pay',
            label: t('terms.rung_pay'),
            rules: [...amount(1), ...onlyOnce<Rung>(words, 'ladder', ({ pay }) => pay)],
            control: <MoneyInput placeholder="0.00" />,
          },
          {
            name: 'bonus',
            label: t('terms.rung_bonus'),
            rules: amount(0),
            control: <MoneyInput placeholder="0.00" />,
          },
        ]}
      />
    </>
  )
}

function Caps() {
  const words = useWords()
  const { t } = words
  const cap = (byLaw: number) => [...required(words), ...between(words, 0, byLaw, formatMoney)]
  return (
    <>
      <div className="field-row">
        <Form.Item
          name={['caps', 'named']}
          label={t('terms.cap_named')}
          extra={t('terms.cap_named_hint', { max: formatMoney(NAMED_CAP_BY_LAW) })}
          rules={cap(NAMED_CAP_BY_LAW)}
        >
          <MoneyInput />
        </Form.Item>
        <Form.Item
          name={['caps', 'bearer']}
          label={t('terms.cap_bearer')}
          extra={t('terms.cap_bearer_hint', { max: formatMoney(BEARER_CAP_BY_LAW) })}
          rules={cap(BEARER_CAP_BY_LAW)}
        >
          <MoneyInput />
        </Form.Item>
      </div>
      <Alert type="info" showIcon title={t('terms.caps_source')} />
    </>
  )
}
