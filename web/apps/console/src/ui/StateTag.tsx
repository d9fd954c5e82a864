// A state as a tag. antd's own tag colours are too faint for small text; these keep 4.5:1 in light
// and dark, and the word says the same as the colour.

import type { ReactNode } from 'react'

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'plain'

export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>
}
