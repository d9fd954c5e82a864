// The count of an issue and how far its job is are two answers, and the first may be older: it is read
// again when the second is further.

import type { CouponIssue, Job } from '@huitong/api'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'

/**
 * Once for each step that is heard of, not until both are the same: a member who has theirs already
 * is seen by the job and given nothing, so that they may differ for good.
 */
export function useIssuedAnew(issue: CouponIssue, job: Job | undefined): void {
  const client = useQueryClient()
  const heardBefore = useRef(false)
  const hear = useEffectEvent(() => {
    const isFirst = !heardBefore.current
    heardBefore.current = true
    if (job?.done === issue.issued) return
    const queryKey = ['offer', issue.offer_id, 'issues']
    // All issues of a page are heard of at once: one read is enough for them.
    void client.invalidateQueries({ queryKey }, { cancelRefetch: !isFirst })
  })
  const step = job && `${job.state} ${job.done}`
  useEffect(() => {
    if (step) hear()
  }, [step])
}
