// The text that somebody agrees to, in its newest version; said when there is none, for then
// nothing can be agreed to.

import type { Policy } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Form, Input } from 'antd'

export function PolicyText({ policy }: { policy: Policy | undefined }) {
  const { t, lang } = useWords()
  if (!policy) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('problem.membership.policy_missing')}
        style={{ marginBottom: 16 }}
      />
    )
  }
  return (
    <Form.Item label={t('consent.text', { version: policy.version })}>
      <Input.TextArea
        readOnly
        aria-label={t('consent.text', { version: policy.version })}
        value={lang === 'zh' ? policy.zh : policy.en}
        autoSize={{ minRows: 2, maxRows: 6 }}
      />
    </Form.Item>
  )
}
