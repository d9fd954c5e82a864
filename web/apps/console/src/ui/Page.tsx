// The frame of every screen: a heading, what can be done, the content; and the title of the tab.

import { useWords } from '@huitong/words/react'
import { type ReactNode, useEffect } from 'react'
import { LeaveGuard } from './LeaveGuard'

interface PageProps {
  title: string
  /** Shown beside the heading, such as tags. */
  beside?: ReactNode
  /** What can be done on this page. */
  acts?: ReactNode
  children: ReactNode
}

export function Page({ title, beside, acts, children }: PageProps) {
  useTitle(title)
  return (
    <div className="page">
      <header className="page-head">
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
          <h1>{title}</h1>
          {beside}
        </div>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>{acts}</div>
      </header>
      {children}
      <LeaveGuard />
    </div>
  )
}

export function useTitle(title: string): void {
  const { t } = useWords()
  const app = t('app.name')
  useEffect(() => {
    document.title = `${title} · ${app}`
  }, [title, app])
}
