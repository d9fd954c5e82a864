// 导出: files that were asked for, how far they are, and until when they can be taken away.

import type { Export, ExportList } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { type StoreTime, useStoreTime } from '@/stores/time'
import { countColumn } from '@/ui/Amount'
import { type ListColumn, ListTable } from '@/ui/ListTable'
import { Page } from '@/ui/Page'
import { useAsked } from '@/ui/useAsked'
import { ExportFile } from './ExportFile'
import { ExportState } from './ExportState'
import { FilterLine } from './FilterParts'
import { NewExport } from './NewExport'
import { useExportList } from './queries'

export function ExportListScreen() {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  const exports = useExportList(useAsked<ExportList>([]))
  const [isOpen, setOpen] = useState(false)
  const act = (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('export.new')}
    </Button>
  )
  return (
    <Page title={t('nav.exports')} acts={act}>
      <ListTable<Export>
        name="exports"
        query={exports}
        rowKey={({ id }) => id}
        columns={exportColumns(words, time)}
        emptyText={t('export.none')}
        emptyHint={t('export.none_hint')}
        emptyAct={act}
      />
      {isOpen && <NewExport close={() => setOpen(false)} />}
    </Page>
  )
}

function exportColumns({ t, code }: Words, time: StoreTime): ListColumn<Export>[] {
  return [
    {
      key: 'subject',
      title: t('export.subject'),
      render: (_, { subject, format }) =>
        `${code('export_subject', subject)} · ${code('file_format', format)}`,
    },
    {
      key: 'days',
      title: t('export.days'),
      isOptional: true,
      render: (_, { from, to }) =>
        from || to ? (
          <span className="num">
            {from ?? ''} – {to ?? ''}
          </span>
        ) : (
          <span className="quiet">{t('export.all_days')}</span>
        ),
    },
    {
      key: 'filter',
      title: t('export.filter'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { filter }) => <FilterLine of={filter} />,
    },
    {
      key: 'state',
      title: t('import.state'),
      onPhone: 'beside',
      render: (_, one) => <ExportState of={one} />,
    },
    { ...countColumn<Export>('rows', t('import.rows'), ({ rows }) => rows), isOptional: true },
    {
      key: 'reason',
      title: t('word.reason'),
      onPhone: 'wide',
      isOptional: true,
      render: (_, { reason }) => reason ?? <span className="quiet">–</span>,
    },
    {
      key: 'at',
      title: t('export.asked_at'),
      onPhone: 'under',
      isOptional: true,
      render: (_, { created_at }) => <span className="num">{time(created_at)}</span>,
    },
    {
      key: 'file',
      title: t('export.file'),
      onPhone: 'acts',
      render: (_, one) => <ExportFile of={one} />,
    },
  ]
}
