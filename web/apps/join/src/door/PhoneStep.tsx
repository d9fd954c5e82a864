// First: the phone number.

import { useWords } from '@huitong/words/react'
import { useState } from 'react'
import { Card } from './Card'
import { sendDigits } from './calls'
import { Progress } from './Progress'
import type { Sent } from './types'
import { useAct } from './useAct'

interface Props {
  code: string
  notice: string | undefined
  onSent: (phone: string, sent: Sent) => void
}

export function PhoneStep({ code, notice, onSent }: Props) {
  const { t } = useWords()
  const [phone, setPhone] = useState('')
  const { isBusy, wrong, setWrong, run } = useAct()
  const said = wrong ?? notice
  return (
    <Card title={t('join.phone_title')}>
      <p className="lead">{t('join.phone_lead')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (phone.trim() === '') return setWrong(t('join.phone_missing'))
          void run(async () => onSent(phone, await sendDigits(code, phone)))
        }}
      >
        <Progress step={1} />
        <div className="field">
          <label htmlFor="phone">{t('join.phone')}</label>
          <input
            id="phone"
            className="input phone"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            maxLength={32}
            value={phone}
            aria-invalid={wrong !== undefined}
            aria-describedby={said ? 'phone-wrong' : undefined}
            onChange={(event) => setPhone(event.target.value)}
          />
          {said && (
            <p className="wrong" id="phone-wrong" role="alert">
              {said}
            </p>
          )}
        </div>
        <button type="submit" className="main-act" aria-disabled={isBusy}>
          {isBusy ? t('join.sending') : t('join.send')}
        </button>
      </form>
    </Card>
  )
}
