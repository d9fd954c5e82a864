// The log-ins of a person that last: from where and since when, and their end.

import type { Staff, StaffSession } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { type StoreTime, useStoreTime } from '@/stores/time'
import { actsColumn } from '@/ui/actsColumn'
import { ConfirmAct } from '@/ui/ConfirmAct'
import type { Column } from '@/ui/cards'
import { EmptyState } from '@/ui/EmptyState'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { Table } from '@/ui/Table'
import { ClientName } from './ClientName'
import { useEndSession, useEndSessions, useSessions } from './queries'

interface SessionsTabProps {
  person: Staff
  isChangeable: boolean
}

const EVERY = 'every'

export function SessionsTab({ person, isChangeable }: SessionsTabProps) {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const sessions = useSessions(person.id)
  const [ending, setEnding] = useState<string>()
  const columns = sessionColumns(words, time)
  if (isChangeable) columns.push(actColumn(words, time, setEnding))
  return (
    <Answered query={sessions}>
      {({ items }) => (
        <Flex vertical gap={12}>
          {isChangeable && items.length > 0 && (
            <div>
              <Button danger onClick={() => setEnding(EVERY)}>
                {t('session.end_all')}
              </Button>
            </div>
          )}
          <Table<StaffSession>
            size="small"
            asCards
            rowKey="id"
            dataSource={items}
            columns={columns}
            pagination={false}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <EmptyState text={t('session.none')} /> }}
          />
          {ending && (
            <EndSession staffId={person.id} which={ending} close={() => setEnding(undefined)} />
          )}
        </Flex>
      )}
    </Answered>
  )
}

interface EndSessionProps {
  staffId: string
  which: string
  close: () => void
}

function EndSession({ staffId, which, close }: EndSessionProps) {
  const { t } = useWords()
  const endOne = useEndSession(staffId)
  const endAll = useEndSessions(staffId)
  const isAll = which === EVERY
  const title = t(isAll ? 'session.end_all' : 'session.end')
  return (
    <ConfirmAct
      name="end_session"
      title={title}
      text={t(isAll ? 'session.end_all_means' : 'session.end_means')}
      submitText={title}
      doneText={t('session.ended')}
      isDanger
      close={close}
      act={() => (isAll ? endAll.mutateAsync(undefined) : endOne.mutateAsync(which))}
    />
  )
}

type Columns = Column<StaffSession>[]

function sessionColumns({ t }: Words, time: StoreTime): Columns {
  return [
    {
      key: 'client',
      title: t('session.client'),
      render: (_, { client, is_this, till_id }) => (
        <>
          <ClientName client={client} />{' '}
          {is_this && <StateTag tone="busy">{t('session.this')}</StateTag>}
          {till_id && <StateTag tone="plain">{t('session.at_till')}</StateTag>}
        </>
      ),
    },
    {
      key: 'network',
      title: t('session.network'),
      render: (_, { network }) => <span className="num">{network}</span>,
    },
    {
      key: 'created_at',
      title: t('session.since'),
      render: (_, { created_at }) => <span className="num">{time(created_at)}</span>,
    },
    {
      key: 'seen_at',
      title: t('session.seen'),
      render: (_, { seen_at }) => <span className="num">{time(seen_at)}</span>,
    },
  ]
}

function actColumn(
  words: Words,
  time: StoreTime,
  end: (sessionId: string) => void,
): Column<StaffSession> {
  const { t } = words
  // One's own in use ends by logging out.
  return actsColumn(
    words,
    ({ id, is_this, created_at }) =>
      !is_this && (
        <Button
          size="small"
          aria-label={`${t('session.end')} ${time(created_at)}`}
          onClick={() => end(id)}
        >
          {t('session.end')}
        </Button>
      ),
  )
}
