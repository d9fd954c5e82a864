// When notices may arrive, on the brand's clock. Codes go at any hour.

import { useWords } from '@huitong/words/react'
import { Form, Select } from 'antd'
import { timesOfDay } from './agreed'

export function HoursFields() {
  const { t } = useWords()
  const from: number | undefined = Form.useWatch(['notices', 'from'])
  const until: number | undefined = Form.useWatch(['notices', 'until'])
  return (
    <div className="field-row">
      <Form.Item name={['notices', 'from']} label={t('sms.from')} extra={t('sms.hours_hint')}>
        <Select options={timesOfDay(0, 1_410, from)} />
      </Form.Item>
      <Form.Item
        name={['notices', 'until']}
        label={t('sms.until')}
        extra={t('sms.marketing_hint')}
        dependencies={[['notices', 'from']]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value: number) =>
              value > getFieldValue(['notices', 'from'])
                ? Promise.resolve()
                : Promise.reject(new Error(t('sms.until_wrong'))),
          }),
        ]}
      >
        <Select options={timesOfDay(30, 1_440, until)} />
      </Form.Item>
    </div>
  )
}
