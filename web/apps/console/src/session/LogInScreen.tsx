// The log-in; then back to the page that was asked for.

import { useWords } from '@huitong/words/react'
import { Card, Flex } from 'antd'
import { Navigate, useSearchParams } from 'react-router'
import { LangSwitch, ThemeSwitch } from '@/frame/switches'
import { isToBeSetUp, useSetup } from '@/setup/queries'
import { ConnectionNotice } from '@/ui/ConnectionNotice'
import { useTitle } from '@/ui/Page'
import { LogInForm } from './LogInForm'
import { safePath } from './next'
import { useLogIn, useSessionQuery } from './queries'

export function LogInScreen() {
  const { t } = useWords()
  const session = useSessionQuery()
  const logIn = useLogIn()
  const [search] = useSearchParams()
  useTitle(t('session.log_in'))
  const setup = useSetup()
  if (session.data) return <Navigate to={safePath(search.get('next'))} replace />
  if (setup.data && isToBeSetUp(setup.data)) return <Navigate to="/setup" replace />
  return (
    <main style={{ minHeight: '100%', display: 'flex', flexDirection: 'column' }}>
      <ConnectionNotice />
      <Flex justify="end" style={{ padding: 12 }}>
        <LangSwitch />
        <ThemeSwitch />
      </Flex>
      <Flex vertical align="center" gap={16} style={{ padding: 16, marginTop: '6vh' }}>
        <img src="/console/logo.svg" alt="" width={56} height={56} />
        <h1 style={{ margin: 0, fontSize: 24 }}>{t('app.name')}</h1>
        <p className="quiet" style={{ margin: 0, textAlign: 'center' }}>
          {t('app.claim')}
        </p>
        <Card style={{ width: '100%', maxWidth: 400 }}>
          <LogInForm submit={logIn.mutateAsync} />
        </Card>
      </Flex>
    </main>
  )
}
