// 发送记录: what was sent lately, without numbers and words, and what became of it.

import type { SmsMessage, SmsMessageFilter } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Card, Flex } from 'antd'
import { Link } from 'react-router'
import { type StoreTime, useStoreTime } from '@/stores/time'
import { countColumn } from '@/ui/Amount'
import { Filters } from '@/ui/Filters'
import type { FilterField } from '@/ui/filters'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { StateTag, type Tone } from '@/ui/StateTag'
import { useAsked } from '@/ui/useAsked'
import { useSmsMessages } from './queries'

const TONES: Record<SmsMessage['state'], Tone> = {
  queued: 'busy',
  sending: 'busy',
  sent: 'busy',
  delivered: 'good',
  failed: 'bad',
  unknown: 'warn',
}
const STATES = Object.keys(TONES)

export function SmsMessages() {
  const words = useWords()
  const { t, code } = words
  const time = useStoreTime()
  const filters: FilterField[] = [
    {
      kind: 'select',
      name: 'state',
      label: t('word.state'),
      options: STATES.map((value) => ({ value, label: code('sms_state', value) })),
    },
  ]
  const messages = useSmsMessages(useAsked<SmsMessageFilter>(filters))
  return (
    <Flex vertical gap={16}>
      <Card size="small">
        <Filters name="sms_messages_search" fields={filters} />
      </Card>
      <ListTable<SmsMessage>
        name="sms_messages"
        query={messages}
        rowKey={({ id }) => id}
        columns={messageColumns(words, time)}
        emptyText={t('sms.none')}
        emptyHint={t('sms.none_hint')}
        emptyAct={<Link to="/joining-links">{t('joining.title')}</Link>}
      />
    </Flex>
  )
}

function messageColumns({ t, code }: Words, time: StoreTime): ListColumn<SmsMessage>[] {
  return [
    {
      key: 'queued_at',
      title: t('sms.queued_at'),
      onPhone: 'under',
      render: (_, { queued_at }) => <span className="num">{time(queued_at)}</span>,
    },
    {
      key: 'phone',
      title: t('sms.phone'),
      onPhone: 'head',
      render: (_, { phone_last4 }) => <span className="num">{`*** ${phone_last4}`}</span>,
    },
    { key: 'kind', title: t('sms.kind'), render: (_, { kind }) => code('sms_kind', kind) },
    {
      key: 'purpose',
      title: t('sms.purpose'),
      render: (_, { purpose }) => code('sms_purpose', purpose),
    },
    {
      key: 'state',
      title: t('word.state'),
      onPhone: 'beside',
      render: (_, { state, reason }) => (
        <>
          <StateTag tone={TONES[state]}>{code('sms_state', state)}</StateTag>
          {reason && <div className="quiet">{reason}</div>}
        </>
      ),
    },
    {
      ...countColumn<SmsMessage>('attempts', t('sms.attempts'), ({ attempts }) => attempts),
      isOptional: true,
    },
    {
      key: 'finished_at',
      title: t('sms.finished_at'),
      isOptional: true,
      render: (_, { finished_at }) =>
        finished_at ? (
          <span className="num">{time(finished_at)}</span>
        ) : (
          <span className="quiet">–</span>
        ),
    },
  ]
}
