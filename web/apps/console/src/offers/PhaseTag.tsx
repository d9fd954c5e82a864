// Where an offer is in its life, as it is seen at the till.

import type { OfferPhase } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StateTag, type Tone } from '@/ui/StateTag'

const TONES: Record<OfferPhase, Tone> = {
  draft: 'plain',
  scheduled: 'busy',
  running: 'good',
  paused: 'warn',
  over: 'plain',
}

export function PhaseTag({ phase }: { phase: OfferPhase }) {
  const { code } = useWords()
  return <StateTag tone={TONES[phase]}>{code('offer_phase', phase)}</StateTag>
}
