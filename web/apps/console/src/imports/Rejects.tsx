// The rows that were refused: which line, which column, why; also as a file to work through.

import { DownloadOutlined } from '@ant-design/icons'
import type { Import, Reject } from '@huitong/api'
import { isFieldCode, isProblemCode } from '@huitong/words'
import { useWords, type Words } from '@huitong/words/react'
import { App, Button, Flex } from 'antd'
import { useState } from 'react'
import { GrowingTable } from '@/ui/GrowingTable'
import { sayError } from '@/ui/problems'
import { download, toCsv } from './csv'
import { readAllRejects, useRejects } from './queries'

export function Rejects({ of }: { of: Import }) {
  const words = useWords()
  const { t } = words
  const rejects = useRejects(of.id)
  return (
    <section aria-label={t('import.rejects')}>
      <Flex justify="space-between" align="center" style={{ marginBottom: 8 }}>
        <h2 style={{ margin: 0, fontSize: 16 }}>{t('import.rejects')}</h2>
        {rejects.rows && rejects.rows.length > 0 && <DownloadButton of={of} />}
      </Flex>
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
          { key: 'column', title: t('reject.column'), render: (_, { column }) => column ?? '–' },
          {
            key: 'reason',
            title: t('word.reason'),
            render: (_, reject) => sayReject(words, reject),
          },
          { key: 'text', title: t('reject.text'), dataIndex: 'text', ellipsis: true },
        ]}
      />
    </section>
  )
}

function DownloadButton({ of }: { of: Import }) {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const [isBusy, setBusy] = useState(false)

  async function save() {
    setBusy(true)
    try {
      const rejects = await readAllRejects(of)
      const head = [t('reject.line'), t('reject.column'), t('word.reason'), t('reject.text')]
      const rows = rejects.map((reject) => [
        reject.line,
        reject.column ?? '',
        sayReject(words, reject),
        reject.text,
      ])
      download(`${of.id}-rejects.csv`, toCsv([head, ...rows]))
    } catch (error) {
      message.error(sayError(words, error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Button icon={<DownloadOutlined />} loading={isBusy} onClick={() => void save()}>
      {t('import.download_rejects')}
    </Button>
  )
}

/** Why a row was refused: a wrong field, or a refusal of the trade. */
function sayReject({ t }: Words, { reason }: Reject): string {
  if (isFieldCode(reason)) return t(`field.${reason}`)
  return isProblemCode(reason) ? t(`problem.${reason}`) : reason
}
