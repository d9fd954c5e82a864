// 首次设置: what a server without a brand shows first: set up one's own, or look at the demo chain.

import type { Setup } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Card, Flex, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { LangSwitch, ThemeSwitch } from '@/frame/switches'
import { useSessionQuery } from '@/session/queries'
import { ConnectionNotice } from '@/ui/ConnectionNotice'
import { useTitle } from '@/ui/Page'
import { Answered } from '@/ui/states'
import { DemoCard } from './DemoCard'
import { FoundBrand } from './FoundBrand'
import { isToBeSetUp, useSetup } from './queries'

export function SetupScreen() {
  const { t } = useWords()
  const session = useSessionQuery()
  const [token, setToken] = useState<string | undefined>(() => location.hash.slice(1) || undefined)
  const setup = useSetup(token)
  // The token is a secret: it stays neither in the address nor in the history. Who opens the address
  // with it while the page is open comes to the same page.
  useEffect(() => {
    const take = () => {
      if (location.hash) setToken(location.hash.slice(1))
      history.replaceState(history.state, '', location.pathname + location.search)
    }
    take()
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [])
  useTitle(t('setup.title'))
  if (session.data) return <Navigate to="/" replace />
  return (
    <main style={{ minHeight: '100%' }}>
      <ConnectionNotice />
      <Flex justify="end" style={{ padding: 12 }}>
        <LangSwitch />
        <ThemeSwitch />
      </Flex>
      <div style={{ maxWidth: 760, margin: '0 auto', padding: '0 16px 48px' }}>
        <Flex vertical align="center" gap={12} style={{ marginBottom: 24 }}>
          <img src="/console/logo.svg" alt="" width={48} height={48} />
          <h1 style={{ margin: 0, fontSize: 24 }}>{t('setup.title')}</h1>
          <p className="quiet" style={{ margin: 0, textAlign: 'center' }}>
            {t('setup.claim')}
          </p>
        </Flex>
        <Answered query={setup}>
          {(known) => <Ways setup={known} token={token} setToken={setToken} />}
        </Answered>
      </div>
    </main>
  )
}

interface WaysProps {
  setup: Setup
  token: string | undefined
  setToken: (token: string) => void
}

function Ways({ setup, token, setToken }: WaysProps) {
  const navigate = useNavigate()
  const [isFounding, setFounding] = useState(false)
  if (!isToBeSetUp(setup)) return <Navigate to="/login" replace />
  if (setup.needs_token) return <AskToken wrong={token !== undefined} setToken={setToken} />
  if (isFounding) {
    return (
      <FoundBrand token={token} back={() => setFounding(false)} done={() => void navigate('/')} />
    )
  }
  return (
    <Flex vertical gap={16}>
      {!setup.is_founded && <OwnBrandCard begin={() => setFounding(true)} />}
      <DemoCard demo={setup.demo} token={token} />
    </Flex>
  )
}

function OwnBrandCard({ begin }: { begin: () => void }) {
  const { t } = useWords()
  return (
    <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('setup.own')}</h2>}>
      <p style={{ marginTop: 0 }}>{t('setup.own_hint')}</p>
      <Button type="primary" onClick={begin}>
        {t('setup.own_begin')}
      </Button>
    </Card>
  )
}

function AskToken({ wrong, setToken }: { wrong: boolean; setToken: (token: string) => void }) {
  const { t } = useWords()
  return (
    <Card>
      <Form<{ token: string }>
        name="setup_token"
        layout="vertical"
        requiredMark={false}
        onFinish={({ token }) => setToken(token.trim())}
      >
        {wrong && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t('problem.setup.wrong_token')}
            style={{ marginBottom: 16 }}
          />
        )}
        <Form.Item
          name="token"
          label={t('setup.token')}
          extra={t('setup.token_hint')}
          rules={[{ required: true, message: t('form.required') }]}
        >
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('act.next')}
        </Button>
      </Form>
    </Card>
  )
}
