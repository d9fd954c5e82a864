// Who sends, with which account, under which sign.

import { useWords } from '@huitong/words/react'
import { Form, Input, Radio } from 'antd'
import { required, textUpTo } from '../rules'
import { needsAppId } from './agreed'
import { SecretInput } from './SecretInput'

const PROVIDERS = ['aliyun', 'tencent'] as const

interface AccountFieldsProps {
  /** There is one already, which stays unless another is typed. */
  hasSecret: boolean
  secret: string
  setSecret: (secret: string) => void
}

export function AccountFields({ hasSecret, secret, setSecret }: AccountFieldsProps) {
  const words = useWords()
  const { t, code } = words
  const provider = Form.useWatch('provider')
  return (
    <>
      <Form.Item name="provider" label={t('sms.provider')} extra={t('sms.provider_hint')}>
        <Radio.Group
          options={PROVIDERS.map((value) => ({ value, label: code('sms_provider', value) }))}
        />
      </Form.Item>
      <div className="field-row">
        <Form.Item
          name="key_id"
          label={t('sms.key_id')}
          extra={t('sms.key_id_hint')}
          rules={textUpTo(words, 128)}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="key_secret"
          label={t('sms.key_secret')}
          extra={t('sms.key_secret_hint')}
          required={!hasSecret}
          rules={[
            {
              validator: () =>
                hasSecret || secret.trim() !== ''
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('form.required'))),
            },
          ]}
        >
          <SecretInput secret={secret} setSecret={setSecret} isKept={hasSecret} />
        </Form.Item>
      </div>
      <div className="field-row">
        {needsAppId(provider) && (
          <Form.Item
            name="app_id"
            label={t('sms.app_id')}
            extra={t('sms.app_id_hint')}
            rules={[
              ...required(words),
              { pattern: /^\d{1,20}$/, message: t('field.value.wrong_format') },
            ]}
          >
            <Input autoComplete="off" inputMode="numeric" placeholder="1400006666" />
          </Form.Item>
        )}
        <Form.Item
          name="sign"
          label={t('sms.sign')}
          extra={t('sms.sign_hint')}
          rules={[...required(words), { pattern: /^[^【】]{2,16}$/, message: t('sms.sign_wrong') }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </div>
    </>
  )
}
