// Everything that the member gave and withdrew, the latest first.

import type { MemberConsent } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StaffName } from '@/staff/StaffName'
import { StoreName } from '@/stores/StoreSelect'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { StateTag } from '@/ui/StateTag'
import { Part } from '../Part'
import { useConsentHistory } from './queries'

export function ConsentHistory({ memberId }: { memberId: string }) {
  const { t, code } = useWords()
  const time = useStoreTime()
  const history = useConsentHistory(memberId)
  return (
    <Part title={t('consent.history')}>
      <GrowingTable<MemberConsent>
        list={history}
        rowKey={({ id }) => id}
        emptyText={t('consent.none')}
        columns={[
          {
            key: 'at',
            title: t('word.time'),
            render: (_, { at, store_id }) => <span className="num">{time(at, store_id)}</span>,
          },
          {
            key: 'purpose',
            title: t('consent.purpose'),
            render: (_, { purpose, channel }) =>
              channel === 'all' && purpose !== 'marketing'
                ? code('purpose', purpose)
                : `${code('purpose', purpose)} · ${code('contact_channel', channel)}`,
          },
          {
            key: 'given',
            title: t('word.state'),
            render: (_, { is_given }) => (
              <StateTag tone={is_given ? 'good' : 'bad'}>
                {t(is_given ? 'consent.given' : 'consent.withdrawn')}
              </StateTag>
            ),
          },
          {
            key: 'version',
            title: t('consent.version'),
            align: 'right',
            render: (_, { policy_version }) => <span className="num">{policy_version ?? '–'}</span>,
          },
          {
            key: 'said_by',
            title: t('consent.said_by'),
            render: (_, { said_by, origin }) =>
              `${code('said_by', said_by)} · ${code('consent_origin', origin)}`,
          },
          {
            key: 'store',
            title: t('word.store'),
            render: (_, { store_id }) => <StoreName id={store_id} />,
          },
          {
            key: 'staff',
            title: t('consent.recorded_by'),
            render: (_, { staff_id }) => <StaffName id={staff_id} />,
          },
          { key: 'note', title: t('word.note'), render: (_, { note }) => note ?? '' },
        ]}
      />
    </Part>
  )
}
