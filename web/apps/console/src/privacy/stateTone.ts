// How the state of a request looks.

import type { PrivacyRequest } from '@huitong/api'
import type { Tone } from '@/ui/StateTag'

export const REQUEST_TONES: Record<PrivacyRequest['state'], Tone> = {
  open: 'busy',
  done: 'good',
  refused: 'bad',
  withdrawn: 'plain',
}
