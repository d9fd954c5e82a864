// 关于: which version this is, on which engine, since when, and how much room it takes: what
// support asks first.

import { api } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useQuery } from '@tanstack/react-query'
import { useStoreTime } from '@/stores/time'
import { answer } from '@/ui/answer'
import { Page } from '@/ui/Page'
import { SummaryCard } from '@/ui/Summary'
import { Answered } from '@/ui/states'
import { PageHint } from '../Editable'
import { formatBytes, spanOf } from '../size'

export function AboutScreen() {
  const { t, code } = useWords()
  const time = useStoreTime()
  const about = useQuery({ queryKey: ['about'], queryFn: () => answer(api.GET('/api/v1/about')) })
  return (
    <Page title={t('about.title')}>
      <PageHint>{t('about.page_hint')}</PageHint>
      <Answered query={about}>
        {(server) => (
          <SummaryCard
            items={[
              { key: 'version', label: t('about.version'), children: server.version },
              { key: 'revision', label: t('about.revision'), children: server.revision },
              { key: 'schema', label: t('about.schema'), children: server.schema },
              {
                key: 'engine',
                label: t('about.engine'),
                children: `${code('database_engine', server.engine)} ${server.engine_version}`,
              },
              {
                key: 'data',
                label: t('about.data'),
                children: <span className="num">{formatBytes(server.data_bytes)}</span>,
              },
              {
                key: 'started_at',
                label: t('about.started_at'),
                children: (
                  <span className="num">
                    {time(server.started_at)} ({t('about.span', spanOf(server.uptime_seconds))})
                  </span>
                ),
              },
            ]}
          />
        )}
      </Answered>
    </Page>
  )
}
