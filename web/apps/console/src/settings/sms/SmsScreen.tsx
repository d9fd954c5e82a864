// 短信: what the brand has agreed with its provider, and what became of the last messages.

import { useWords } from '@huitong/words/react'
import { Flex } from 'antd'
import { AddressTabs } from '@/ui/AddressTabs'
import { Page } from '@/ui/Page'
import { reread } from '@/ui/reread'
import { Answered } from '@/ui/states'
import { PageHint } from '../Editable'
import { CallbackCard } from './CallbackCard'
import { useSmsSettings } from './queries'
import { SmsForm } from './SmsForm'
import { SmsMessages } from './SmsMessages'

export function SmsScreen() {
  const { t } = useWords()
  return (
    <Page title={t('sms.title')}>
      <PageHint>{t('sms.page_hint')}</PageHint>
      <AddressTabs
        tabs={[
          { key: 'settings', label: t('sms.settings'), children: <SettingsTab /> },
          { key: 'messages', label: t('sms.messages'), children: <SmsMessages /> },
        ]}
      />
    </Page>
  )
}

function SettingsTab() {
  const settings = useSmsSettings()
  return (
    <Answered query={settings}>
      {(record) => (
        <Flex vertical gap={16}>
          <SmsForm record={record} reread={reread(settings)} />
          <CallbackCard settings={record.data} />
        </Flex>
      )}
    </Answered>
  )
}
