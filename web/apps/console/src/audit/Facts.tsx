// The facts of an entry: in a line of the list, and all of them in a window.

import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Fragment, type ReactNode } from 'react'
import { formatPercent, formatTimes } from '@/settings/RateInput'
import { useStoreTime } from '@/stores/time'
import { Named } from './Named'
import type { Fact, Told } from './telling'

/** Beside each other, as many as fit. */
export function FactsInLine({ facts }: { facts: readonly Fact[] }) {
  return facts.map((fact) => (
    <span key={fact.key} className="audit-fact">
      <FactLine fact={fact} />
    </span>
  ))
}

function FactLine({ fact }: { fact: Fact }) {
  const { t, code } = useWords()
  return (
    <>
      <span className="quiet">
        {code('audit_field', fact.key)}
        {t('word.colon')}
      </span>
      <FactValue fact={fact} />
    </>
  )
}

export function FactValue({ fact: { before, now } }: { fact: Fact }) {
  return before ? (
    <>
      <ToldValue told={before} /> → <ToldValue told={now} />
    </>
  ) : (
    <ToldValue told={now} />
  )
}

function ToldValue({ told }: { told: Told }): ReactNode {
  const { t, code } = useWords()
  const time = useStoreTime()
  switch (told.as) {
    case 'nothing':
      return <span className="quiet">{t('edit.empty')}</span>
    case 'text':
      return told.text
    case 'count':
      return formatCount(told.number)
    case 'money':
      return formatMoney(told.number)
    case 'percent':
      return `${formatPercent(told.number)}%`
    case 'times':
      return `${formatTimes(told.number)} ${t('word.times')}`
    case 'time':
      return <span className="num">{time(told.at)}</span>
    case 'yes_no':
      return t(told.isSo ? 'word.yes' : 'word.no')
    case 'code':
      return code(told.group, told.code)
    case 'id':
      return <Named id={told.id} isLabelled />
    case 'thing':
      return <Named id={told.id} />
    case 'list':
      return <ToldList items={told.items} />
    case 'facts':
      return <ToldRecord facts={told.facts} />
  }
}

/** A record in a record: its facts in one line. */
function ToldRecord({ facts }: { facts: readonly Fact[] }) {
  return facts.map((fact, place) => (
    <Fragment key={fact.key}>
      {place > 0 && ' · '}
      <FactLine fact={fact} />
    </Fragment>
  ))
}

/** Short things in a line, records one below the other. */
function ToldList({ items }: { items: readonly Told[] }) {
  const { t } = useWords()
  const areRecords = items.some(({ as }) => as === 'facts')
  return items.map((item, place) => {
    const key = JSON.stringify(item)
    if (areRecords) {
      return (
        <div key={key}>
          <ToldValue told={item} />
        </div>
      )
    }
    return (
      <Fragment key={key}>
        {place > 0 && t('word.list_comma')}
        <ToldValue told={item} />
      </Fragment>
    )
  })
}
