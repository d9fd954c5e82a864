// Where the provider is to push reports and answers: addresses that are typed into its console.

import type { SmsSettings } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Flex, Typography } from 'antd'

export function CallbackCard({ settings }: { settings: SmsSettings }) {
  const { t } = useWords()
  const { reports_path, replies_path } = settings
  if (reports_path === null || replies_path === null) return null
  return (
    <Card size="small" title={t('sms.callbacks')} className="settings-form">
      <Flex vertical gap={12}>
        <span className="quiet">{t('sms.callbacks_hint')}</span>
        <Address label={t('sms.reports')} path={reports_path} />
        <Address label={t('sms.replies')} path={replies_path} />
      </Flex>
    </Card>
  )
}

function Address({ label, path }: { label: string; path: string }) {
  const address = `${location.origin}${path}`
  return (
    <div>
      <div>{label}</div>
      <Typography.Text code copyable={{ text: address }} style={{ wordBreak: 'break-all' }}>
        {address}
      </Typography.Text>
    </div>
  )
}
