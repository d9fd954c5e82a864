// What a session is good for whose role needs a second factor that was not shown in it: setting one
// up, or leaving. Without the frame, which asks for more than such a session may.

import { useWords } from '@huitong/words/react'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Flex } from 'antd'
import { LangSwitch, ThemeSwitch } from '@/frame/switches'
import { useTitle } from '@/ui/Page'
import { readSessionAnew, useLogOut } from './queries'
import { SetUpSecondFactor } from './SetUpSecondFactor'

export function LimitedScreen() {
  const { t } = useWords()
  const client = useQueryClient()
  const { mutate: logOut } = useLogOut()
  useTitle(t('second_factor.title'))
  return (
    <main style={{ minHeight: '100%' }}>
      <Flex justify="end" style={{ padding: 12 }}>
        <LangSwitch />
        <ThemeSwitch />
        <Button type="text" onClick={() => logOut()}>
          {t('session.log_out')}
        </Button>
      </Flex>
      <Flex vertical align="center" gap={16} style={{ padding: 16 }}>
        <h1 style={{ margin: 0, fontSize: 24 }}>{t('second_factor.title')}</h1>
        <Card style={{ width: '100%', maxWidth: 480 }}>
          <Alert
            type="warning"
            showIcon
            title={t('second_factor.needed')}
            role="status"
            style={{ marginBottom: 16 }}
          />
          <SetUpSecondFactor done={() => void readSessionAnew(client)} />
        </Card>
      </Flex>
    </main>
  )
}
