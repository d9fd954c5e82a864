// Tells when something ended that this browser saw running; a screen reader hears it too.

import { useWords } from '@huitong/words/react'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useNavigate } from 'react-router'
import { nameOfWork } from './JobLine'
import type { Work } from './standing'
import { endedSince, runningOf } from './work'

const SHOWN_SECONDS = 8

/** Whatever an import or its undo changes is read again. */
const STALE = [
  ['members'],
  ['member'],
  ['goods'],
  ['skus'],
  ['stock'],
  ['categories'],
  ['orders'],
  ['overview'],
]

interface Centre {
  /** Whoever looks at the list sees it there. */
  isOpen: boolean
  /** Shows what has no page of its own. */
  open: () => void
}

export function useEndNotice(works: readonly Work[], { isOpen, open }: Centre): void {
  const words = useWords()
  const { notification } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const seen = useRef<ReadonlySet<string>>(new Set())
  const tell = useEffectEvent((work: Work) => {
    if (work.kind === 'import') {
      for (const queryKey of STALE) void client.invalidateQueries({ queryKey })
    }
    if (isOpen) return
    const look = () => {
      notification.destroy(work.id)
      if (work.path) void navigate(work.path)
      else open()
    }
    notification.open({
      key: work.id,
      type: work.tone === 'bad' ? 'error' : work.tone === 'good' ? 'success' : 'info',
      title: words.code(work.state.group, work.state.code),
      description: nameOfWork(words, work),
      actions: (
        <Button size="small" onClick={look}>
          {words.t('jobs.open')}
        </Button>
      ),
      placement: 'bottomRight',
      duration: SHOWN_SECONDS,
      role: 'status',
    })
  })
  useEffect(() => {
    for (const work of endedSince(seen.current, works)) tell(work)
    seen.current = runningOf(works)
  }, [works])
}
