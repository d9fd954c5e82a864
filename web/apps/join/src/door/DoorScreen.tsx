// The joining page: who invites, and one thing after the other that is asked. A number, its six
// digits, what there is to agree to; whoever is a member already is greeted after the digits.

import { useWords } from '@huitong/words/react'
import { useCallback, useEffect, useState } from 'react'
import { Card } from './Card'
import { ConsentStep } from './ConsentStep'
import { join, openDoor } from './calls'
import { DigitsStep } from './DigitsStep'
import { DoneStep } from './DoneStep'
import { PhoneStep } from './PhoneStep'
import { isOver, sayError } from './sentences'
import type { Door, Joined, Sent } from './types'

type Step =
  | { name: 'phone'; notice?: string }
  | { name: 'digits'; phone: string; sent: Sent }
  | { name: 'consent'; proof: string }
  | { name: 'done'; joined: Joined }

export function DoorScreen({ code }: { code: string }) {
  const words = useWords()
  const { t } = words
  const [door, setDoor] = useState<Door>()
  const [failure, setFailure] = useState<unknown>()
  const load = useCallback(() => {
    setFailure(undefined)
    openDoor(code).then(setDoor, setFailure)
  }, [code])
  useEffect(load, [load])
  useEffect(() => {
    document.title = door ? t('join.title', { brand: door.brand_name }) : t('join.title_short')
  }, [door, t])
  return (
    <div className="page">
      <Host door={door} />
      <main className="main">
        {failure !== undefined && (
          <Card title={t('join.closed')}>
            <p className="lead" role="alert">
              {sayError(words, failure)}
            </p>
            <form>
              <button type="button" className="main-act" onClick={load}>
                {t('act.retry')}
              </button>
            </form>
          </Card>
        )}
        {failure === undefined && door === undefined && (
          <Card title={t('join.opening')}>
            <p className="lead">{t('join.wait')}</p>
          </Card>
        )}
        {door?.not_ready && (
          <Card title={t('join.closed')}>
            <p className="lead" role="alert">
              {t(`join.not_ready.${door.not_ready}`)}
            </p>
          </Card>
        )}
        {door && !door.not_ready && <Steps code={code} door={door} />}
        <p className="foot">{t('join.foot')}</p>
      </main>
    </div>
  )
}

function Host({ door }: { door: Door | undefined }) {
  const { t, lang, setLang } = useWords()
  const [hasNoWords, setHasNoWords] = useState(false)
  const name = door?.brand_name ?? ''
  const switchLang = async () => {
    setHasNoWords(!(await setLang(lang === 'zh' ? 'en' : 'zh')))
  }
  return (
    <header className="host">
      <div className="host-top">
        <button
          type="button"
          className="lang"
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => void switchLang()}
        >
          {lang === 'zh' ? 'English' : '中文'}
        </button>
      </div>
      {hasNoWords && (
        <p className="alert" role="alert">
          {t('lang.failed')}
        </p>
      )}
      <div className="host-words">
        <div className="mark" aria-hidden="true">
          {[...name][0] ?? '·'}
        </div>
        <h1>{door ? t('join.invitation', { brand: name }) : t('join.title_short')}</h1>
        <p className="place">{door?.store_name ?? t('join.claim')}</p>
      </div>
    </header>
  )
}

function Steps({ code, door }: { code: string; door: Door }) {
  const words = useWords()
  const [step, setStep] = useState<Step>({ name: 'phone' })

  function beginAnew(error: unknown) {
    setStep({ name: 'phone', notice: sayError(words, error) })
  }

  switch (step.name) {
    case 'phone':
      return (
        <PhoneStep
          code={code}
          notice={step.notice}
          onSent={(phone, sent) => setStep({ name: 'digits', phone, sent })}
        />
      )
    case 'digits':
      return (
        <DigitsStep
          code={code}
          phone={step.phone}
          sent={step.sent}
          onBack={() => setStep({ name: 'phone' })}
          onProved={async (proved) => {
            if (!proved.member) return setStep({ name: 'consent', proof: proved.proof })
            // Known already: the visit is noted with where it came from, nothing is asked.
            const joined = await join(code, proved.proof, '', [])
            setStep({ name: 'done', joined })
          }}
        />
      )
    case 'consent':
      return (
        <ConsentStep
          asks={door.asks}
          onJoin={async (name, consents) => {
            try {
              setStep({ name: 'done', joined: await join(code, step.proof, name, consents) })
            } catch (error) {
              if (!isOver(error)) throw error
              beginAnew(error)
            }
          }}
        />
      )
    case 'done':
      return <DoneStep joined={step.joined} />
  }
}
