// Why background work failed: a sentence for people, and below it the server's own words, which are
// English and for support.

import { useWords } from '@huitong/words/react'
import './jobs.css'

export function WentWrong({ detail }: { detail: string }) {
  const { t } = useWords()
  return (
    <div className="job-name">
      <div className="owed">{t('jobs.went_wrong')}</div>
      <div className="quiet job-detail" lang="en">
        {detail}
      </div>
    </div>
  )
}
