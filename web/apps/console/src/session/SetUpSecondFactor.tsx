// Sets a second factor up: the password, a QR code for the telephone, a code that shows that the
// telephone has it, and recovery codes that are shown once.

import { useWords } from '@huitong/words/react'
import { Alert, Button, Flex, Form, Input, QRCode, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import { problemOnForm, showProblem } from '@/ui/problems'
import { useBeginSecondFactor, useConfirmSecondFactor } from './secondFactor'
import { secretOf } from './secret'

/** `done` is called once the recovery codes were kept. */
export function SetUpSecondFactor({ done }: { done: () => void }) {
  const { t } = useWords()
  const [address, setAddress] = useState<string>()
  const [codes, setCodes] = useState<string[] | null>()
  const [isLost, setIsLost] = useState(false)
  const begin = useBeginSecondFactor()
  const confirm = useConfirmSecondFactor()

  if (codes !== undefined) return <RecoveryCodes codes={codes} done={done} />
  if (address !== undefined) {
    return (
      <Flex vertical gap={16}>
        <p style={{ margin: 0 }}>{t('second_factor.scan')}</p>
        <QRCode
          value={address}
          aria-label={t('second_factor.qr')}
          color="#000000"
          bgColor="#ffffff"
          size={200}
        />
        <span>
          {t('second_factor.secret')}:{' '}
          <Typography.Text copyable>{secretOf(address)}</Typography.Text>
        </span>
        <Step<{ code: string }>
          name="confirm_second_factor"
          field="code"
          label={t('second_factor.code')}
          submitText={t('second_factor.confirm')}
          submit={async (body) => setCodes((await confirm.mutateAsync(body)).recovery_codes)}
        >
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={16} />
        </Step>
      </Flex>
    )
  }
  return (
    <Flex vertical gap={16}>
      <p style={{ margin: 0 }}>{t('second_factor.hint')}</p>
      {isLost && <Alert type="warning" showIcon title={t('second_factor.lost')} role="alert" />}
      <Step<{ password: string }>
        name="begin_second_factor"
        field="password"
        label={t('session.password')}
        submitText={t('second_factor.begin')}
        submit={async (body) => {
          const begun = await begin.mutateAsync(body)
          // A repeated answer is without the secret.
          setIsLost(begun.address === null)
          setAddress(begun.address ?? undefined)
        }}
      >
        <Input.Password autoComplete="current-password" />
      </Step>
    </Flex>
  )
}

interface StepProps<Values> {
  name: string
  field: string
  label: string
  submitText: string
  submit: (values: Values) => Promise<void>
  /** What is typed into. */
  children: ReactNode
}

/** A form of one field. */
function Step<Values extends object>(props: StepProps<Values>) {
  const words = useWords()
  const [form] = Form.useForm<Values>()
  const [refusal, setRefusal] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)

  async function submit(values: Values) {
    setRefusal(undefined)
    setIsBusy(true)
    try {
      await props.submit(values)
    } catch (error) {
      const shown = problemOnForm(words, error, [props.field])
      setRefusal(showProblem(form, shown))
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <Form form={form} name={props.name} layout="vertical" requiredMark={false} onFinish={submit}>
      {refusal && (
        <Alert type="error" showIcon title={refusal} role="alert" style={{ marginBottom: 16 }} />
      )}
      <Form.Item
        name={props.field}
        label={props.label}
        rules={[{ required: true, message: words.t('form.required') }]}
      >
        {props.children}
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {props.submitText}
      </Button>
    </Form>
  )
}

/** Without codes the answer was a repeated one, which is without secrets. */
function RecoveryCodes({ codes, done }: { codes: string[] | null; done: () => void }) {
  const { t } = useWords()
  return (
    <Flex vertical gap={16} align="start">
      <Alert
        type={codes ? 'success' : 'warning'}
        showIcon
        role="alert"
        title={t(codes ? 'second_factor.codes_note' : 'second_factor.codes_lost')}
      />
      {codes && (
        <section aria-label={t('second_factor.codes_title')}>
          <Typography.Text strong copyable={{ text: codes.join('\n') }}>
            {t('second_factor.codes_title')}
          </Typography.Text>
          <ul style={{ margin: '8px 0 0', paddingLeft: 24 }}>
            {codes.map((code) => (
              <li key={code}>
                <Typography.Text code>{code}</Typography.Text>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Button type="primary" onClick={done}>
        {t('second_factor.codes_noted')}
      </Button>
    </Flex>
  )
}
