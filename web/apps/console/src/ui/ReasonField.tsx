// Why somebody does it; kept with what was done.

import { useWords } from '@huitong/words/react'
import { ProFormTextArea } from './pro'

export function ReasonField() {
  const { t } = useWords()
  return (
    <ProFormTextArea
      name="reason"
      label={t('word.reason')}
      rules={[{ required: true, whitespace: true, message: t('form.reason_required') }]}
      fieldProps={{ maxLength: 200, showCount: true, autoSize: { minRows: 2, maxRows: 4 } }}
    />
  )
}
