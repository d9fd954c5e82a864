// Second: the six digits that came by SMS. They are tried as soon as there are six of them.

import { useWords } from '@huitong/words/react'
import { useEffect, useState } from 'react'
import { Card } from './Card'
import { provePhone, sendDigits } from './calls'
import { Progress } from './Progress'
import type { Proved, Sent } from './types'
import { useAct } from './useAct'

interface Props {
  code: string
  phone: string
  sent: Sent
  onBack: () => void
  onProved: (proved: Proved) => Promise<void>
}

const LENGTH = 6

/** Seconds until digits can be asked for again. */
function useCountdown(from: number): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(from)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [left])
  return [left, setLeft]
}

export function DigitsStep({ code, phone, sent, onBack, onProved }: Props) {
  const { t } = useWords()
  const [digits, setDigits] = useState('')
  const [left, setLeft] = useCountdown(sent.again_after_seconds)
  const { isBusy, wrong, run } = useAct()

  function prove(typed: string) {
    void run(async () => {
      try {
        await onProved(await provePhone(code, phone, typed))
      } catch (error) {
        setDigits('')
        throw error
      }
    })
  }

  function type(text: string) {
    const typed = text.replace(/\D/g, '').slice(0, LENGTH)
    setDigits(typed)
    if (typed.length === LENGTH) prove(typed)
  }

  return (
    <Card title={t('join.digits_title')}>
      <p className="lead">{t('join.digits_lead', { phone: sent.phone })}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (digits.length === LENGTH) prove(digits)
        }}
      >
        <Progress step={2} />
        <div className="field">
          <label htmlFor="digits">{t('join.digits')}</label>
          <input
            id="digits"
            className="input digits"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={LENGTH}
            value={digits}
            aria-invalid={wrong !== undefined}
            aria-describedby={wrong ? 'digits-wrong' : undefined}
            onChange={(event) => type(event.target.value)}
          />
          {wrong && (
            <p className="wrong" id="digits-wrong" role="alert">
              {wrong}
            </p>
          )}
        </div>
        <button type="submit" className="main-act" aria-disabled={isBusy || digits.length < LENGTH}>
          {isBusy ? t('join.checking') : t('join.check')}
        </button>
        <button
          type="button"
          className="side-act"
          disabled={left > 0}
          onClick={() =>
            void run(async () => setLeft((await sendDigits(code, phone)).again_after_seconds))
          }
        >
          {left > 0 ? t('join.again_in', { seconds: left }) : t('join.again')}
        </button>
        <button type="button" className="side-act" onClick={onBack}>
          {t('join.other_phone')}
        </button>
      </form>
    </Card>
  )
}
