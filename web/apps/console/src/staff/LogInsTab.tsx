// 登录记录: when somebody logged in, from where and with what, as the audit log tells of it.

import type { StaffLogIn } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { StateTag } from '@/ui/StateTag'
import { ClientName } from './ClientName'
import { useLogIns } from './queries'

export function LogInsTab({ staffId }: { staffId: string }) {
  const { t } = useWords()
  const time = useStoreTime()
  const logIns = useLogIns(staffId)
  return (
    <GrowingTable<StaffLogIn>
      list={logIns}
      rowKey={({ at }) => at}
      emptyText={t('log_in.none')}
      columns={[
        {
          key: 'at',
          title: t('word.time'),
          render: (_, { at }) => <span className="num">{time(at)}</span>,
        },
        {
          key: 'way',
          title: t('log_in.way'),
          render: (_, { till_id }) => t(till_id ? 'log_in.by_pin' : 'log_in.by_password'),
        },
        {
          key: 'client',
          title: t('session.client'),
          render: (_, { client }) => <ClientName client={client} />,
        },
        {
          key: 'network',
          title: t('session.network'),
          render: (_, { network }) => <span className="num">{network ?? '–'}</span>,
        },
        {
          key: 'lasts',
          title: t('store.state'),
          onPhone: 'beside',
          render: (_, { lasts }) => (
            <StateTag tone={lasts ? 'good' : 'plain'}>
              {t(lasts ? 'log_in.lasts' : 'log_in.ended')}
            </StateTag>
          ),
        },
      ]}
    />
  )
}
