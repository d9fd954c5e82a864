// One piece of background work: what, how far, and what can be done with it.

import { DownloadOutlined } from '@ant-design/icons'
import { useWords, type Words } from '@huitong/words/react'
import { App, Button, Flex, Progress } from 'antd'
import { Link } from 'react-router'
import { useSession } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { sayError } from '@/ui/problems'
import { StateTag } from '@/ui/StateTag'
import { useDownload, useStop } from './queries'
import type { Work } from './standing'
import { WentWrong } from './WentWrong'
import { canStop } from './work'

/** 导入 · 会员 · members.csv */
export function nameOfWork({ code }: Pick<Words, 'code'>, work: Work): string {
  const what = work.what && code(work.what.group, work.what.code)
  const kind = work.kind === 'job' ? undefined : code('job_kind', work.kind)
  return [kind, what, work.fileName].filter(Boolean).join(' · ')
}

/** `left` is called when the person goes to the page about it. */
export function JobLine({ work, left }: { work: Work; left: () => void }) {
  const words = useWords()
  const { t, code } = words
  const time = useStoreTime()
  const name = nameOfWork(words, work)
  return (
    <li>
      <Flex gap={8} align="baseline" justify="space-between">
        <strong className="job-name">{name}</strong>
        <StateTag tone={work.tone}>
          {work.isStopping ? t('jobs.stopping') : code(work.state.group, work.state.code)}
        </StateTag>
      </Flex>
      {work.isRunning && (
        <Progress
          aria-label={t('jobs.progress', { name })}
          percent={work.percent ?? 0}
          showInfo={work.percent !== undefined}
          status="active"
          size="small"
        />
      )}
      {work.error && <WentWrong detail={work.error} />}
      <Flex gap={12} align="center" justify="space-between" wrap>
        <span className="num quiet">
          {work.fileUntil
            ? t('jobs.file_until', { time: time(work.fileUntil) })
            : time(work.begunAt)}
        </span>
        <Acts work={work} name={name} left={left} />
      </Flex>
    </li>
  )
}

function Acts({ work, name, left }: { work: Work; name: string; left: () => void }) {
  const words = useWords()
  const { t } = words
  const person = useSession()
  const { message } = App.useApp()
  const stop = useStop()
  const download = useDownload()
  const onError = (error: unknown) => void message.error(sayError(words, error))
  return (
    <Flex gap={12} align="center">
      {work.path && (
        <Link to={work.path} onClick={left} aria-label={t('jobs.open_of', { name })}>
          {t('jobs.open')}
        </Link>
      )}
      {work.fileUntil && (
        <Button
          size="small"
          icon={<DownloadOutlined />}
          aria-label={t('jobs.download_of', { name })}
          loading={download.isPending}
          onClick={() => download.mutate(work.id, { onError })}
        >
          {t('jobs.download')}
        </Button>
      )}
      {work.jobId !== undefined && canStop(work, person) && (
        <Button
          size="small"
          danger
          aria-label={t('jobs.stop_of', { name })}
          disabled={work.isStopping}
          loading={stop.isPending}
          onClick={() => work.jobId !== undefined && stop.mutate(work.jobId, { onError })}
        >
          {t('jobs.stop')}
        </Button>
      )}
    </Flex>
  )
}
