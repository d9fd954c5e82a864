// The log-in: brand, login, password, and a code where the server asks for one; then back to the
// page that was asked for.

import { type LogIn, NetworkError, ProblemError } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Card, Flex, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { LangSwitch, ThemeSwitch } from '@/frame/Frame'
import { ConnectionNotice } from '@/ui/ConnectionNotice'
import { useTitle } from '@/ui/Page'
import { problemOnForm, sayError } from '@/ui/problems'
import { safePath } from './next'
import { useLogIn, useSessionQuery } from './queries'

const BRAND_KEPT_AS = 'huitong.brand'

export function LogInScreen() {
  const words = useWords()
  const { t } = words
  const session = useSessionQuery()
  const [search] = useSearchParams()
  useTitle(t('session.log_in'))
  if (session.data) return <Navigate to={safePath(search.get('next'))} replace />
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
          <LogInForm />
        </Card>
      </Flex>
    </main>
  )
}

function LogInForm() {
  const words = useWords()
  const { t } = words
  const [form] = Form.useForm<LogIn>()
  const [refusal, setRefusal] = useState<string>()
  // What the server says when the password is right and the code is missing.
  const [codeAsked, setCodeAsked] = useState<string>()
  const logIn = useLogIn()
  const isCodeAsked = codeAsked !== undefined

  useEffect(() => {
    if (isCodeAsked) form.focusField('code')
  }, [form, isCodeAsked])

  async function submit(values: LogIn) {
    setRefusal(undefined)
    try {
      await logIn.mutateAsync(values)
      localStorage.setItem(BRAND_KEPT_AS, values.brand)
    } catch (error) {
      if (!(error instanceof ProblemError || error instanceof NetworkError)) throw error
      if (error instanceof ProblemError && error.code === 'access.second_factor_needed') {
        setCodeAsked(sayError(words, error))
        return
      }
      const shown = problemOnForm(words, error, ['brand', 'login', 'password', 'code'])
      form.setFields(shown.fields as Parameters<typeof form.setFields>[0])
      setRefusal(shown.rest)
    }
  }

  const required = [{ required: true, message: t('form.required') }]
  return (
    <Form
      form={form}
      name="log_in"
      layout="vertical"
      requiredMark={false}
      initialValues={{ brand: localStorage.getItem(BRAND_KEPT_AS) ?? '' }}
      // Somebody else may have no code.
      onValuesChange={(changed) => 'code' in changed || setCodeAsked(undefined)}
      onFinish={submit}
    >
      {isCodeAsked && !refusal && (
        <Alert type="info" showIcon title={codeAsked} role="status" style={{ marginBottom: 16 }} />
      )}
      {refusal && (
        <Alert type="error" showIcon title={refusal} role="alert" style={{ marginBottom: 16 }} />
      )}
      <Form.Item name="brand" label={t('session.brand')} rules={required}>
        <Input autoComplete="organization" autoCapitalize="none" />
      </Form.Item>
      <Form.Item name="login" label={t('session.login')} rules={required}>
        <Input autoComplete="username" autoCapitalize="none" />
      </Form.Item>
      <Form.Item name="password" label={t('session.password')} rules={required}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {isCodeAsked && (
        <Form.Item
          name="code"
          label={t('session.code')}
          extra={t('session.code_hint')}
          rules={required}
          preserve={false}
        >
          <Input autoComplete="one-time-code" autoCapitalize="characters" maxLength={40} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={logIn.isPending}>
        {t('session.log_in')}
      </Button>
    </Form>
  )
}
