// Where an import is, as a tag.

import type { Import } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { ofImport } from '@/jobs/standing'
import { StateTag } from '@/ui/StateTag'

export function ImportStateTag({ of }: { of: Import }) {
  const { code } = useWords()
  const { tone, state } = ofImport(of)
  return <StateTag tone={tone}>{code(state.group, state.code)}</StateTag>
}
