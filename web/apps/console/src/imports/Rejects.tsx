// The rows that were refused: which line, which column, why; also as a file to work through.

import { DownloadOutlined } from '@ant-design/icons'
import type { Import, Reject } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { App, Button, Card, Flex } from 'antd'
import { GrowingTable } from '@/ui/GrowingTable'
import { sayError } from '@/ui/problems'
import { StateTag } from '@/ui/StateTag'
import { reasonsOf } from './progress'
import { type FileFormat, useDownloadRejects, useRejects } from './queries'
import { sayColumn, sayReason } from './reject'

export function Rejects({ of }: { of: Import }) {
  const words = useWords()
  const { t } = words
  const rejects = useRejects(of)
  return (
    <Card
      size="small"
      role="region"
      aria-label={t('import.rejects')}
      title={t('import.rejects')}
      extra={of.rejected > 0 && <Download of={of} />}
    >
      <Reasons of={of} />
      <GrowingTable<Reject>
        list={rejects}
        rowKey={({ line, column }) => `${line} ${column ?? ''}`}
        emptyText={t('import.no_rejects')}
        columns={[
          {
            key: 'line',
            title: t('reject.line'),
            align: 'right',
            render: (_, { line }) => <span className="num">{line}</span>,
          },
          {
            key: 'column',
            title: t('reject.column'),
            render: (_, { column }) => sayColumn(words, of, column) ?? '–',
          },
          {
            key: 'reason',
            title: t('word.reason'),
            render: (_, { reason, needs_review }) => (
              <>
                {sayReason(words, reason)}{' '}
                {needs_review && <StateTag tone="warn">{t('reject.review')}</StateTag>}
              </>
            ),
          },
          { key: 'text', title: t('reject.text'), dataIndex: 'text' },
        ]}
      />
    </Card>
  )
}

/** What to mend first: how often each reason occurs. */
function Reasons({ of }: { of: Import }) {
  const words = useWords()
  const reasons = reasonsOf(of)
  if (reasons.length === 0) return null
  return (
    <Flex gap={6} wrap style={{ marginBottom: 12 }}>
      {reasons.map(([reason, count]) => (
        <span key={reason}>
          <StateTag tone="bad">
            {sayReason(words, reason)} × {formatCount(count)}
          </StateTag>
        </span>
      ))}
    </Flex>
  )
}

function Download({ of }: { of: Import }) {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const download = useDownloadRejects(of.id)
  const button = (format: FileFormat) => (
    <Button
      size="small"
      icon={<DownloadOutlined />}
      loading={download.isPending && download.variables === format}
      onClick={() =>
        download.mutate(format, { onError: (error) => message.error(sayError(words, error)) })
      }
    >
      {t(`import.download_${format}`)}
    </Button>
  )
  return (
    <Flex gap={8} wrap>
      {button('csv')}
      {button('xlsx')}
    </Flex>
  )
}
