// 导入: members, goods, stock, balances and past orders from a CSV file or a workbook; what was refused is told row by row.

import type { Import } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Empty, Table } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { useStoreTime } from '@/stores/time'
import { countColumn } from '@/ui/Amount'
import { Page } from '@/ui/Page'
import { Answered } from '@/ui/states'
import { ImportForm } from './ImportForm'
import { ImportProgress, ImportStateTag } from './ImportProgress'
import { useImports } from './queries'

export function ImportScreen() {
  const { t } = useWords()
  const { importId } = useParams()
  const navigate = useNavigate()
  return (
    <Page title={t('nav.imports')}>
      <Card size="small" title={t('import.new')}>
        <ImportForm started={(id) => navigate(`/imports/${id}`)} />
      </Card>
      {importId && <ImportProgress key={importId} importId={importId} />}
      <RecentImports />
    </Page>
  )
}

function RecentImports() {
  const { t, code } = useWords()
  const time = useStoreTime()
  const imports = useImports()
  return (
    <Card size="small" title={t('import.recent')}>
      <Answered query={imports}>
        {({ items }) => (
          <Table<Import>
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
                render: (_, { id, created_at }) => (
                  <Link className="num" to={`/imports/${id}`}>
                    {time(created_at)}
                  </Link>
                ),
              },
              {
                key: 'file',
                title: t('import.file'),
                render: (_, { kind, file_name }) =>
                  kind ? `${code('import_kind', kind)} · ${file_name}` : file_name,
              },
              {
                key: 'state',
                title: t('import.state'),
                render: (_, one) => <ImportStateTag of={one} />,
              },
              countColumn<Import>('done', t('import.done_rows'), ({ rows_done }) => rows_done),
            ]}
          />
        )}
      </Answered>
    </Card>
  )
}
