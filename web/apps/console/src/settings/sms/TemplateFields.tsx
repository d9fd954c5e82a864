// What is said for each purpose, word by word as the provider approved it.

import type { SmsTemplate } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Input, Select } from 'antd'
import { EditRows } from '../EditRows'
import { onlyOnce, required, textUpTo } from '../rules'
import { purposesWith } from './agreed'

const KINDS = ['code', 'notice', 'marketing'] as const

interface TemplateFieldsProps {
  /** What is agreed already. */
  templates: readonly SmsTemplate[]
}

export function TemplateFields({ templates }: TemplateFieldsProps) {
  const words = useWords()
  const { t, code } = words
  const purposes = purposesWith(templates)
  return (
    <>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('sms.templates_hint')}
      </p>
      <EditRows
        name="templates"
        max={purposes.length}
        rowLabel={(place) => t('sms.template', { place })}
        addText={t('sms.template_add')}
        newRow={{ purpose: purposes[0], kind: 'code' }}
        emptyText={t('sms.templates_none')}
        fields={[
          {
            name: 'purpose',
            label: t('sms.purpose'),
            rules: [
              ...required(words),
              ...onlyOnce<SmsTemplate>(words, 'templates', ({ purpose }) => purpose),
            ],
            control: (
              <Select
                options={purposes.map((value) => ({ value, label: code('sms_purpose', value) }))}
              />
            ),
          },
          {
            name: 'kind',
            label: t('sms.kind'),
            width: '100px',
            control: (
              <Select options={KINDS.map((value) => ({ value, label: code('sms_kind', value) }))} />
            ),
          },
          {
            name: 'template_id',
            label: t('sms.template_id'),
            rules: textUpTo(words, 40),
            control: <Input autoComplete="off" placeholder="SMS_123456789" />,
          },
          {
            name: 'text',
            label: t('sms.text'),
            width: 'minmax(0, 2fr)',
            rules: [
              ...textUpTo(words, 480),
              { pattern: /^[^【】]*$/, message: t('sms.text_has_sign') },
            ],
            control: <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />,
          },
        ]}
      />
    </>
  )
}
