// What counts now, purpose by purpose, and the way to write down that it changed.

import type { Member, MemberConsent } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { actsColumn } from '@/ui/actsColumn'
import { StateTag } from '@/ui/StateTag'
import { Table } from '@/ui/Table'
import { Part } from '../Part'
import { RecordConsent, type Saying } from './RecordConsent'
import { isForAdults, type Standing, standingsOf } from './standing'

interface StandingConsentsProps {
  member: Member
  last: readonly MemberConsent[]
  isChild: boolean
}

export function StandingConsents({ member, last, isChild }: StandingConsentsProps) {
  const words = useWords()
  const { t, code } = words
  const may = useMay()
  const time = useStoreTime()
  const [saying, setSaying] = useState<Saying>()
  const standings = standingsOf(last)
  const canRecord = may('members.write') && member.state !== 'closed'
  const isAdvertised = standings.some((one) => one.purpose === 'marketing' && one.isAllowed)
  return (
    <Part
      title={t('consent.standing')}
      acts={
        canRecord &&
        isAdvertised && (
          <Button
            size="small"
            onClick={() => setSaying({ purpose: 'marketing', channel: 'all', isGiven: false })}
          >
            {t('consent.withdraw_all_marketing')}
          </Button>
        )
      }
    >
      <Table<Standing>
        size="small"
        asCards
        rowKey={({ purpose, channel }) => `${purpose}/${channel}`}
        dataSource={standings}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            key: 'purpose',
            title: t('consent.purpose'),
            render: (_, { purpose }) => code('purpose', purpose),
          },
          {
            key: 'channel',
            title: t('consent.channel'),
            onPhone: 'under',
            render: (_, { channel }) =>
              channel === 'all' ? (
                <span className="quiet">–</span>
              ) : (
                code('contact_channel', channel)
              ),
          },
          {
            key: 'state',
            title: t('word.state'),
            onPhone: 'beside',
            render: (_, standing) => <ConsentState standing={standing} isChild={isChild} />,
          },
          {
            key: 'at',
            title: t('word.time'),
            render: (_, { said }) => (
              <span className="num">{said ? time(said.at, said.store_id) : '–'}</span>
            ),
          },
          {
            key: 'said_by',
            title: t('consent.said_by'),
            render: (_, { said }) =>
              said
                ? `${code('said_by', said.said_by)} · ${code('consent_origin', said.origin)}`
                : '–',
          },
          ...(canRecord
            ? [
                actsColumn<Standing>(words, (one) => (
                  <RecordButton standing={one} isChild={isChild} start={setSaying} />
                )),
              ]
            : []),
        ]}
      />
      {saying && (
        <RecordConsent
          member={member}
          isChild={isChild}
          saying={saying}
          close={() => setSaying(undefined)}
        />
      )}
    </Part>
  )
}

function ConsentState({ standing, isChild }: { standing: Standing; isChild: boolean }) {
  const { t } = useWords()
  const { said, isAllowed, purpose } = standing
  if (isChild && isForAdults(purpose)) {
    return <StateTag tone="plain">{t('consent.not_for_children')}</StateTag>
  }
  if (isAllowed) {
    return <StateTag tone="good">{t(said ? 'consent.given' : 'consent.implied')}</StateTag>
  }
  return said ? (
    <StateTag tone="bad">{t('consent.withdrawn')}</StateTag>
  ) : (
    <StateTag tone="plain">{t('consent.never')}</StateTag>
  )
}

interface RecordButtonProps {
  standing: Standing
  isChild: boolean
  start: (saying: Saying) => void
}

function RecordButton({ standing, isChild, start }: RecordButtonProps) {
  const { t, code } = useWords()
  const { purpose, channel, isAllowed } = standing
  if (isChild && isForAdults(purpose) && !isAllowed) return null
  const word = isAllowed ? 'consent.withdraw' : 'consent.give'
  const about = [code('purpose', purpose), channel !== 'all' && code('contact_channel', channel)]
  return (
    <Button
      size="small"
      aria-label={`${t(word)} ${about.filter(Boolean).join(' ')}`}
      onClick={() => start({ purpose, channel, isGiven: !isAllowed })}
    >
      {t(word)}
    </Button>
  )
}
