// For which store the house gives or takes. Whoever works for some stores says it.

import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { useSession } from '@/session/context'
import { StoreSelect } from '@/stores/StoreSelect'

export function AdjustStore() {
  const { t } = useWords()
  const { scope } = useSession()
  const isRequired = Boolean(scope.region_ids || scope.store_ids)
  return (
    <Form.Item
      name="store_id"
      label={t('member.adjust_store')}
      rules={isRequired ? [{ required: true, message: t('form.required') }] : []}
    >
      <StoreSelect allowClear={!isRequired} noneText={t('scope.brand')} />
    </Form.Item>
  )
}
