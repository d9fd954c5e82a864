// Third: what there is to agree to, each on its own and none ticked beforehand (PIPL art. 14), and
// a name for whoever likes to be called by it.

import { useWords } from '@huitong/words/react'
import { useState } from 'react'
import { Card } from './Card'
import { Progress } from './Progress'
import type { Ask, Given } from './types'
import { useAct } from './useAct'

interface Props {
  asks: Ask[]
  onJoin: (name: string, consents: Given[]) => Promise<void>
}

export function ConsentStep({ asks, onJoin }: Props) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const { isBusy, wrong, setWrong, run } = useAct()

  function submit() {
    const missing = asks.some((ask) => ask.is_required && !ticked.includes(ask.purpose))
    if (missing) return setWrong(t('join.must_agree'))
    const given = asks
      .filter((ask) => ticked.includes(ask.purpose))
      .map(({ purpose, channel, policy_version }) => ({ purpose, channel, policy_version }))
    void run(() => onJoin(name.trim(), given))
  }

  return (
    <Card title={t('join.consent_title')}>
      <p className="lead">{t('join.consent_lead')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Progress step={3} />
        <div className="field">
          <label htmlFor="name">
            {t('join.name')} <span className="optional">{t('join.optional')}</span>
          </label>
          <input
            id="name"
            className="input"
            autoComplete="name"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <fieldset className="asks">
          <legend>{t('join.asks')}</legend>
          {asks.map((ask) => (
            <AskBox
              key={ask.purpose}
              ask={ask}
              isTicked={ticked.includes(ask.purpose)}
              onTick={(isTicked) => {
                const others = ticked.filter((purpose) => purpose !== ask.purpose)
                setTicked(isTicked ? [...others, ask.purpose] : others)
              }}
            />
          ))}
        </fieldset>
        {wrong && (
          <p className="alert" role="alert">
            {wrong}
          </p>
        )}
        <button type="submit" className="main-act" aria-disabled={isBusy}>
          {isBusy ? t('join.joining') : t('join.join')}
        </button>
      </form>
    </Card>
  )
}

interface AskProps {
  ask: Ask
  isTicked: boolean
  onTick: (isTicked: boolean) => void
}

function AskBox({ ask, isTicked, onTick }: AskProps) {
  const { t, code, lang } = useWords()
  return (
    <div className="ask">
      <label>
        <input
          type="checkbox"
          checked={isTicked}
          onChange={(event) => onTick(event.target.checked)}
        />
        <span>
          {code('join.ask', ask.purpose)}
          <span className="tag">{ask.is_required ? t('join.required') : t('join.voluntary')}</span>
        </span>
      </label>
      <details>
        <summary>{t('join.read_text')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard. */}
        <div className="policy" tabIndex={0}>
          {lang === 'zh' ? ask.zh : ask.en}
        </div>
      </details>
    </div>
  )
}
