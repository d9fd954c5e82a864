// Where a coupon is, and what is in the way of using one that is held.

import type { Coupon } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StateTag, type Tone } from '@/ui/StateTag'

const TONES: Record<Coupon['state'], Tone> = { held: 'good', redeemed: 'plain', void: 'bad' }

export function CouponStateTag({ coupon }: { coupon: Pick<Coupon, 'state' | 'trouble'> }) {
  const { code } = useWords()
  const { state, trouble } = coupon
  if (state === 'held' && trouble)
    return <StateTag tone="warn">{code('trouble', trouble)}</StateTag>
  return <StateTag tone={TONES[state]}>{code('coupon_state', state)}</StateTag>
}
