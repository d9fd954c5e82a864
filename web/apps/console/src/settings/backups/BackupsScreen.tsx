// 备份: have one made, see which there are and where they lie. A file is never handed out here:
// whoever has a copy has everything.

import type { Backup, Backups } from '@huitong/api'
import { useWords, type Words } from '@huitong/words/react'
import { Alert, App, Button, Card } from 'antd'
import type { ReactNode } from 'react'
import { WentWrong } from '@/jobs/WentWrong'
import { StaffName } from '@/staff/StaffName'
import { type StoreTime, useStoreTime } from '@/stores/time'
import type { Column } from '@/ui/cards'
import { EmptyState } from '@/ui/EmptyState'
import { byMoment, byNumber } from '@/ui/ordering'
import { Page } from '@/ui/Page'
import { sayError } from '@/ui/problems'
import { StateTag, type Tone } from '@/ui/StateTag'
import { SummaryCard } from '@/ui/Summary'
import { Answered } from '@/ui/states'
import { Table } from '@/ui/Table'
import { PageHint } from '../Editable'
import { formatBytes } from '../size'
import { isBeingMade, useBackups, useStartBackup } from './queries'

const TONES: Record<Backup['state'], Tone> = {
  queued: 'busy',
  running: 'busy',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'plain',
}

export function BackupsScreen() {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const backups = useBackups()
  const start = useStartBackup()
  const isBusy = backups.data?.items.some(isBeingMade) ?? false
  const act = (
    <Button
      type="primary"
      loading={start.isPending || isBusy}
      onClick={() =>
        start.mutate(undefined, {
          onSuccess: () => void message.success(t('backup.started')),
          onError: (error) => void message.error(sayError(words, error)),
        })
      }
    >
      {t('backup.start')}
    </Button>
  )
  return (
    <Page title={t('backup.title')} acts={act}>
      <PageHint>{t('backup.page_hint')}</PageHint>
      <Alert type="warning" showIcon title={t('backup.key_file')} />
      <Answered query={backups}>{(answer) => <Kept backups={answer} act={act} />}</Answered>
    </Page>
  )
}

interface KeptProps {
  backups: Backups
  act: ReactNode
}

function Kept({ backups: { folder, keep, items }, act }: KeptProps) {
  const words = useWords()
  const { t } = words
  const time = useStoreTime()
  return (
    <>
      <SummaryCard
        items={[
          { key: 'folder', label: t('backup.folder'), children: folder },
          { key: 'keep', label: t('backup.keep'), children: t('backup.keep_count', { keep }) },
        ]}
      />
      <Card size="small">
        <Table<Backup>
          size="middle"
          asCards
          rowKey={({ job_id, name, taken_at }) => job_id ?? name ?? taken_at}
          pagination={false}
          scroll={items.length > 0 ? { x: 'max-content' } : {}}
          dataSource={items}
          locale={{
            emptyText: (
              <EmptyState text={t('backup.none')} hint={t('backup.none_hint')} act={act} />
            ),
          }}
          columns={backupColumns(words, time)}
        />
      </Card>
    </>
  )
}

function backupColumns({ t, code }: Words, time: StoreTime): Column<Backup>[] {
  return [
    {
      key: 'taken_at',
      title: t('backup.taken_at'),
      sorter: byMoment(({ taken_at }) => taken_at),
      render: (_, { taken_at }) => <span className="num">{time(taken_at)}</span>,
    },
    {
      key: 'state',
      title: t('word.state'),
      onPhone: 'beside',
      render: (_, { state, error }) => (
        <>
          <StateTag tone={TONES[state]}>{code('job_state', state)}</StateTag>
          {error && <WentWrong detail={error} />}
        </>
      ),
    },
    {
      key: 'name',
      title: t('backup.name'),
      onPhone: 'wide',
      render: (_, { name }) => name ?? <span className="quiet">–</span>,
    },
    {
      key: 'bytes',
      title: t('backup.bytes'),
      sorter: byNumber(({ bytes }) => bytes),
      align: 'right',
      render: (_, { bytes }) => (
        <span className="num">{bytes === null ? '–' : formatBytes(bytes)}</span>
      ),
    },
    {
      key: 'by',
      title: t('backup.by'),
      render: (_, { staff_id }) => <StaffName id={staff_id} />,
    },
  ]
}
