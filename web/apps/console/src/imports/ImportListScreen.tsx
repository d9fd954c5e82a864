// 导入: a new file goes in here; below stand the files that came before, and what became of them.

import type { Import, ImportList } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Link, useNavigate } from 'react-router'
import { type StoreTime, useStoreTime } from '@/stores/time'
import { Count, countColumn } from '@/ui/Amount'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { Page } from '@/ui/Page'
import { useAsked } from '@/ui/useAsked'
import { ImportStateTag } from './ImportStateTag'
import { useImportList } from './queries'
import { UploadCard } from './UploadCard'

export function ImportListScreen() {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const navigate = useNavigate()
  const imports = useImportList(useAsked<ImportList>([]))
  return (
    <Page title={t('nav.imports')}>
      <UploadCard kept={(id) => navigate(`/imports/${id}`)} />
      <ListTable<Import>
        name="imports"
        query={imports}
        rowKey={({ id }) => id}
        columns={importColumns(words, time)}
        emptyText={t('import.none')}
        emptyHint={t('import.none_hint')}
      />
    </Page>
  )
}

function importColumns({ t, code }: Words, time: StoreTime): ListColumn<Import>[] {
  return [
    {
      key: 'file',
      title: t('import.file'),
      render: (_, { id, file_name }) => <Link to={`/imports/${id}`}>{file_name}</Link>,
    },
    {
      key: 'kind',
      title: t('import.kind'),
      onPhone: 'under',
      render: (_, { kind }) =>
        kind ? (
          code('import_kind', kind)
        ) : (
          <span className="quiet">{t('import.unknown_kind')}</span>
        ),
    },
    {
      key: 'state',
      title: t('import.state'),
      onPhone: 'beside',
      render: (_, one) => <ImportStateTag of={one} />,
    },
    countColumn<Import>('rows', t('import.rows'), ({ rows }) => rows),
    countColumn<Import>('accepted', t('import_total.accepted'), ({ accepted }) => accepted),
    {
      key: 'rejected',
      title: t('import_total.rejected'),
      align: 'right',
      render: (_, { rejected }) =>
        rejected === 0 ? <span className="quiet">–</span> : <Count count={rejected} />,
    },
    {
      key: 'at',
      title: t('import.started_at'),
      onPhone: 'under',
      isOptional: true,
      render: (_, { created_at }) => <span className="num">{time(created_at)}</span>,
    },
  ]
}
