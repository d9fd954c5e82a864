// The file of an export, for as long as it is kept; the way to stop one that is being made.

import { DownloadOutlined } from '@ant-design/icons'
import type { Export } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { App, Button, Flex } from 'antd'
import { useDownload, useStop } from '@/jobs/queries'
import { ofExport } from '@/jobs/standing'
import { canStop } from '@/jobs/work'
import { useSession } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { sayError } from '@/ui/problems'

export function ExportFile({ of }: { of: Export }) {
  const words = useWords()
  const { t, code } = words
  const person = useSession()
  const time = useStoreTime()
  const { message } = App.useApp()
  const download = useDownload()
  const stop = useStop()
  const work = ofExport(of, new Date())
  const { jobId, fileUntil } = work
  const name = code('export_subject', of.subject)
  const onError = (error: unknown) => void message.error(sayError(words, error))
  if (fileUntil) {
    return (
      <Flex gap={8} align="center">
        <Button
          size="small"
          icon={<DownloadOutlined />}
          aria-label={t('jobs.download_of', { name })}
          loading={download.isPending}
          onClick={() => download.mutate(of.id, { onError })}
        >
          {t('jobs.download')}
        </Button>
        <span className="quiet num">{t('jobs.file_until', { time: time(fileUntil) })}</span>
      </Flex>
    )
  }
  if (jobId === undefined || !canStop(work, person)) return <span className="quiet">–</span>
  return (
    <Button
      size="small"
      danger
      disabled={work.isStopping}
      loading={stop.isPending}
      aria-label={t('jobs.stop_of', { name })}
      onClick={() => stop.mutate(jobId, { onError })}
    >
      {t(work.isStopping ? 'jobs.stopping' : 'jobs.stop')}
    </Button>
  )
}
