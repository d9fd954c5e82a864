// Saying what a file holds.

import type { ImportKind } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Radio } from 'antd'
import { KINDS } from './fields'

interface KindChoiceProps {
  kind: ImportKind | null
  choose: (kind: ImportKind) => void
}

export function KindChoice({ kind, choose }: KindChoiceProps) {
  const { t, code } = useWords()
  return (
    <Flex gap={8} align="center" wrap style={{ marginBottom: 16 }}>
      <span>{t('import.kind_is')}</span>
      <Radio.Group
        aria-label={t('import.kind_is')}
        optionType="button"
        value={kind}
        onChange={({ target }) => choose(target.value)}
        options={KINDS.map((value) => ({ value, label: code('import_kind', value) }))}
      />
    </Flex>
  )
}
