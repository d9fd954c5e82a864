// 导入: members, goods and past orders from a CSV file; what was refused is told row by row.

import type { Job } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Empty, Table } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { useStoreTime } from '@/stores/time'
import { countColumn } from '@/ui/Amount'
import { Page } from '@/ui/Page'
import { Answered } from '@/ui/states'
import { ImportForm } from './ImportForm'
import { ImportJob, JobState } from './ImportJob'
import { aboutImport } from './job'
import { useImportJobs } from './queries'

export function ImportScreen() {
  const { t } = useWords()
  const { jobId } = useParams()
  const navigate = useNavigate()
  return (
    <Page title={t('nav.imports')}>
      <Card size="small" title={t('import.new')}>
        <ImportForm started={(id) => navigate(`/imports/${id}`)} />
      </Card>
      {jobId && <ImportJob key={jobId} jobId={jobId} />}
      <RecentImports />
    </Page>
  )
}

function RecentImports() {
  const { t, code } = useWords()
  const time = useStoreTime()
  const jobs = useImportJobs()
  return (
    <Card size="small" title={t('import.recent')}>
      <Answered query={jobs}>
        {({ items }) => (
          <Table<Job>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={false}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <Empty description={t('import.none')} /> }}
            columns={[
              {
                key: 'at',
                title: t('import.started_at'),
                render: (_, { id, scheduled_at }) => (
                  <Link className="num" to={`/imports/${id}`}>
                    {time(scheduled_at)}
                  </Link>
                ),
              },
              {
                key: 'file',
                title: t('import.file'),
                render: (_, { result }) => {
                  const { kind, fileName } = aboutImport(result)
                  return fileName ? `${code('import_kind', kind ?? '')} · ${fileName}` : '–'
                },
              },
              {
                key: 'state',
                title: t('import.state'),
                render: (_, job) => <JobState job={job} />,
              },
              countColumn<Job>('done', t('import.done_rows'), ({ done }) => done),
            ]}
          />
        )}
      </Answered>
    </Card>
  )
}
