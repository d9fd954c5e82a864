// 任务中心: a button that says how much runs in the background, and a drawer with all of it. Also
// tells when something ends that was seen running.

import { ScheduleOutlined } from '@ant-design/icons'
import { useWords } from '@huitong/words/react'
import { Alert, Badge, Button, Drawer, Empty, Flex, Skeleton } from 'antd'
import { useState } from 'react'
import { useMay, useSession } from '@/session/context'
import { sayError } from '@/ui/problems'
import { JobLine } from './JobLine'
import { useWork } from './queries'
import { useEndNotice } from './useEndNotice'
import { listsFor, runningOf, seesOwnOnly } from './work'
import './jobs.css'
import { PlainList } from '@/ui/PlainList'

/** Nothing for those who may read no list. */
export function JobCentre() {
  const lists = listsFor(useMay())
  return Object.values(lists).includes(true) ? <Centre /> : null
}

function Centre() {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const work = useWork()
  const open = () => {
    work.readAgain()
    setOpen(true)
  }
  useEndNotice(work.works, { isOpen, open })
  const running = runningOf(work.works).size
  const label = running > 0 ? t('jobs.running', { count: running }) : t('jobs.title')
  return (
    <>
      <Button
        type="text"
        aria-label={label}
        title={label}
        icon={
          <Badge count={running} size="small" offset={[4, -2]}>
            <ScheduleOutlined />
          </Badge>
        }
        onClick={open}
      />
      <Drawer
        open={isOpen}
        title={t('jobs.title')}
        size={440}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <Works {...work} left={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

type WorksProps = ReturnType<typeof useWork> & { left: () => void }

function Works({ works, isLoading, error, readAgain, left }: WorksProps) {
  const words = useWords()
  const { t } = words
  const none = seesOwnOnly(useSession()) ? t('jobs.none_own') : t('jobs.none')
  const isUnknown = isLoading && works.length === 0
  return (
    <Flex vertical gap={12} aria-busy={isLoading}>
      {error !== undefined && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={sayError(words, error)}
          action={<Button onClick={readAgain}>{t('act.retry')}</Button>}
        />
      )}
      {isUnknown && <Skeleton active />}
      {!isUnknown && works.length === 0 && <Empty description={none} />}
      <PlainList className="jobs">
        {works.map((one) => (
          <JobLine key={one.id} work={one} left={left} />
        ))}
      </PlainList>
    </Flex>
  )
}
