// The next version of a text. It begins with the wording in force, and cannot be taken back.

import type { PublishPolicy as PublishPolicyBody } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Form, Input } from 'antd'
import { ActModal } from '@/ui/ActModal'
import { textUpTo } from '../rules'
import { usePublishPolicy } from './queries'
import type { PurposeTexts } from './versions'

const TEXT_MAX = 20_000

type Values = Omit<PublishPolicyBody, 'purpose'>

export function PublishPolicy({ texts, close }: { texts: PurposeTexts; close: () => void }) {
  const words = useWords()
  const { t, code } = words
  const publish = usePublishPolicy()
  const { purpose } = texts
  const [latest] = texts.versions
  return (
    <ActModal<Values>
      name="publish_policy"
      title={t('policy.publish_one', { purpose: code('purpose', purpose) })}
      submitText={t('policy.publish_version', { version: (latest?.version ?? 0) + 1 })}
      doneText={t('policy.published')}
      initialValues={{ zh: latest?.zh ?? '', en: latest?.en ?? '' }}
      close={close}
      submit={({ zh, en }) => publish.mutateAsync({ purpose, zh, en })}
    >
      <Alert
        type="warning"
        showIcon
        title={t('policy.publish_means')}
        style={{ marginBottom: 16 }}
      />
      <Form.Item
        name="zh"
        label={t('policy.zh')}
        extra={t('policy.zh_hint')}
        rules={textUpTo(words, TEXT_MAX)}
      >
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 14 }} />
      </Form.Item>
      <Form.Item
        name="en"
        label={t('policy.en')}
        extra={t('policy.en_hint')}
        rules={textUpTo(words, TEXT_MAX)}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} />
      </Form.Item>
    </ActModal>
  )
}
