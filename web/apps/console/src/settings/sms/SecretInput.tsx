// A secret, typed beside the form: the form only knows whether there is a new one, so that no draft
// ever holds it.

import { useWords } from '@huitong/words/react'
import { Input } from 'antd'
import { useEffect } from 'react'

interface SecretInputProps {
  id?: string
  /** Whether there is a new one, as the form knows it. */
  value?: boolean
  onChange?: (isNew: boolean) => void
  secret: string
  setSecret: (secret: string) => void
  /** The one from before stays if nothing is typed. */
  isKept: boolean
}

export function SecretInput(props: SecretInputProps) {
  const { id, value: isNew, onChange, secret, setSecret, isKept } = props
  const { t } = useWords()
  // The form began afresh.
  useEffect(() => {
    if (!isNew) setSecret('')
  }, [isNew, setSecret])
  return (
    <Input.Password
      {...(id ? { id } : {})}
      autoComplete="new-password"
      maxLength={128}
      placeholder={isKept ? t('sms.secret_kept') : ''}
      value={secret}
      onChange={({ target }) => {
        setSecret(target.value)
        onChange?.(target.value !== '')
      }}
    />
  )
}
