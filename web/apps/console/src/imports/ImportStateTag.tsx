// Where an import is, as a tag.

import type { Import } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StateTag, type Tone } from '@/ui/StateTag'

const TONES: Record<Import['state'], Tone> = {
  waiting: 'plain',
  checking: 'busy',
  checked: 'good',
  running: 'busy',
  done: 'good',
  undoing: 'busy',
  undone: 'warn',
  stopped: 'bad',
}

export function ImportStateTag({ of }: { of: Pick<Import, 'state'> }) {
  const { code } = useWords()
  return <StateTag tone={TONES[of.state]}>{code('import_state', of.state)}</StateTag>
}
