// The account at the provider, the sign, the templates and the hours, saved as a whole.

import type { SmsSettings, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { useState } from 'react'
import { timeOf } from '@/stores/clock'
import { EditForm } from '@/ui/EditForm'
import { Editable } from '../Editable'
import { AccountFields } from './AccountFields'
import { type SmsValues, toSmsEdit, toSmsValues } from './agreed'
import { HoursFields } from './HoursFields'
import { useReplaceSmsSettings } from './queries'
import { TemplateFields } from './TemplateFields'

interface SmsFormProps {
  record: Tagged<SmsSettings>
  reread: () => Promise<Tagged<SmsSettings>>
}

export function SmsForm({ record, reread }: SmsFormProps) {
  const { t, code } = useWords()
  const replace = useReplaceSmsSettings()
  const [secret, setSecret] = useState('')
  return (
    <Editable permission="settings.write">
      <EditForm<SmsSettings, SmsValues>
        name="sms_settings"
        id="brand"
        record={record}
        reread={reread}
        toValues={toSmsValues}
        save={async ({ etag, values }) => {
          await replace.mutateAsync({ etag, body: toSmsEdit(values, secret) })
          setSecret('')
        }}
        fields={{
          provider: { label: t('sms.provider'), show: (one) => code('sms_provider', one) },
          key_id: { label: t('sms.key_id') },
          key_secret: {
            label: t('sms.key_secret'),
            show: (isNew) => t(isNew ? 'sms.secret_new' : 'sms.secret_kept'),
          },
          app_id: { label: t('sms.app_id') },
          sign: { label: t('sms.sign') },
          templates: {
            label: t('sms.templates'),
            show: (templates) =>
              templates.map(({ purpose, text }) => (
                <div key={purpose}>{`${code('sms_purpose', purpose)}: ${text}`}</div>
              )),
          },
          notices: {
            label: t('sms.hours'),
            show: ({ from, until }) => `${timeOf(from)}–${timeOf(until)}`,
          },
        }}
      >
        <Card size="small" title={t('sms.account')}>
          <AccountFields hasSecret={record.data.is_set_up} secret={secret} setSecret={setSecret} />
        </Card>
        <Card size="small" title={t('sms.templates')}>
          <TemplateFields templates={record.data.templates} />
        </Card>
        <Card size="small" title={t('sms.hours')}>
          <HoursFields />
        </Card>
      </EditForm>
    </Editable>
  )
}
