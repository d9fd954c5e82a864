// The frame of every screen: a heading, what can be done, the content; and the title of the tab.

import { useWords } from '@huitong/words/react'
import { Fragment, type ReactNode, useEffect } from 'react'
import { afterPaint } from './afterPaint'
import { HeadFirst } from './HeadFirst'
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
          <h1>{unbroken(title)}</h1>
          {beside}
        </div>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>{acts}</div>
      </header>
      <HeadFirst>{children}</HeadFirst>
      <LeaveGuard />
    </div>
  )
}

/** A number such as 343-261126-0AN is not broken at its hyphens. */
function unbroken(title: string): ReactNode {
  return title.split(' ').map((word, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a sentence have no other.
    <Fragment key={place}>
      {place > 0 && ' '}
      {word.includes('-') ? <span className="num">{word}</span> : word}
    </Fragment>
  ))
}

export function useTitle(title: string): void {
  const { t } = useWords()
  const app = t('app.name')
  useEffect(
    () =>
      afterPaint(() => {
        document.title = `${title} · ${app}`
      }),
    [title, app],
  )
}
