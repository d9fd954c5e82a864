// Until when a request must be answered, standing out when that is soon or was missed.

import type { PrivacyRequest } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { dayIn } from '@/members/dates'
import { useSession } from '@/session/context'
import { StateTag } from '@/ui/StateTag'
import { standingOf } from './due'

export function DueTag({ request }: { request: PrivacyRequest }) {
  const { t } = useWords()
  const { brand } = useSession()
  const standing = standingOf(request, dayIn(brand.zone, new Date()))
  switch (standing.kind) {
    case 'overdue':
      return <StateTag tone="bad">{t('privacy.overdue', { days: standing.days })}</StateTag>
    case 'soon':
      return (
        <StateTag tone="warn">
          {standing.days === 0
            ? t('privacy.due_today')
            : t('privacy.days_left', { days: standing.days })}
        </StateTag>
      )
    case 'waiting':
      return <StateTag tone="plain">{t('privacy.days_left', { days: standing.days })}</StateTag>
    case 'erasing':
      return <StateTag tone="busy">{t('privacy.erasing')}</StateTag>
    case 'ended':
      return null
  }
}
