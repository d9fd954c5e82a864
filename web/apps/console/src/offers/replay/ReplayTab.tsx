// 回放: what the offer would have done to past orders; earlier reports, and the way to a new one.

import type { OfferDetail, OfferReplaySummary } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { StaffName } from '@/staff/StaffName'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { Far } from './Far'
import { useReplays } from './queries'
import { StartReplay } from './StartReplay'
import { Where } from './Where'

export function ReplayTab({ offer }: { offer: Pick<OfferDetail, 'id' | 'has_draft'> }) {
  const { t } = useWords()
  const time = useStoreTime()
  const replays = useReplays(offer.id)
  const [isStarting, setStarting] = useState(false)
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} align="center" justify="space-between" wrap>
        <span className="quiet">{t('replay.hint')}</span>
        <Button type="primary" onClick={() => setStarting(true)}>
          {t('replay.start')}
        </Button>
      </Flex>
      <GrowingTable<OfferReplaySummary>
        list={replays}
        rowKey={({ id }) => id}
        emptyText={t('replay.none')}
        columns={[
          {
            key: 'days',
            title: t('replay.days'),
            render: (_, { id, from, to }) => (
              <Link className="num" to={`/offers/${offer.id}/replays/${id}`}>
                {t('offer.from_to', { from, to })}
              </Link>
            ),
          },
          {
            key: 'far',
            title: t('word.state'),
            render: (_, replay) => <Far replay={replay} />,
          },
          {
            key: 'what',
            title: t('replay.what'),
            render: (_, { is_draft }) => t(is_draft ? 'replay.draft' : 'replay.held'),
          },
          {
            key: 'where',
            title: t('replay.place'),
            render: (_, replay) => <Where replay={replay} />,
          },
          {
            key: 'at',
            title: t('replay.begun_at'),
            render: (_, { created_at }) => <span className="num">{time(created_at)}</span>,
          },
          {
            key: 'by',
            title: t('word.by'),
            render: (_, { created_by }) => <StaffName id={created_by} />,
          },
        ]}
      />
      {isStarting && <StartReplay offer={offer} close={() => setStarting(false)} />}
    </Flex>
  )
}
