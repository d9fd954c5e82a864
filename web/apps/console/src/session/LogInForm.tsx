// Brand, login, password, and a code where the server asks for one.

import { type LogIn, NetworkError, ProblemError } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Form, type FormInstance, Input } from 'antd'
import { useEffect, useState } from 'react'
import { problemOnForm, sayError, showProblem } from '@/ui/problems'

const BRAND_KEPT_AS = 'huitong.brand'

interface LogInFormProps {
  /** For who has to put the focus somewhere. */
  form?: FormInstance<LogIn>
  /** Who is expected; then only the password is left to type. */
  expected?: Pick<LogIn, 'brand' | 'login'>
  submit: (values: LogIn) => Promise<unknown>
}

export function LogInForm({ form: given, expected, submit }: LogInFormProps) {
  const words = useWords()
  const { t } = words
  const [form] = Form.useForm(given)
  const [refusal, setRefusal] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  // What the server says when the password is right and the code is missing.
  const [codeAsked, setCodeAsked] = useState<string>()
  const isCodeAsked = codeAsked !== undefined

  useEffect(() => {
    if (isCodeAsked) form.focusField('code')
  }, [form, isCodeAsked])

  async function logIn(values: LogIn) {
    setRefusal(undefined)
    setIsBusy(true)
    try {
      await submit(values)
      localStorage.setItem(BRAND_KEPT_AS, values.brand)
    } catch (error) {
      if (!(error instanceof ProblemError || error instanceof NetworkError)) throw error
      if (error instanceof ProblemError && error.code === 'access.second_factor_needed') {
        setCodeAsked(sayError(words, error))
        return
      }
      const shown = problemOnForm(words, error, ['brand', 'login', 'password', 'code'])
      setRefusal(showProblem(form, shown))
    } finally {
      setIsBusy(false)
    }
  }

  const required = [{ required: true, message: t('form.required') }]
  return (
    <Form
      form={form}
      name="log_in"
      layout="vertical"
      requiredMark={false}
      initialValues={expected ?? { brand: localStorage.getItem(BRAND_KEPT_AS) ?? '' }}
      // Somebody else may have no code.
      onValuesChange={(changed) => 'code' in changed || setCodeAsked(undefined)}
      onFinish={logIn}
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
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t('session.log_in')}
      </Button>
    </Form>
  )
}
