// The routes that one permission opens.

import { useWords } from '@huitong/words/react'
import { Flex } from 'antd'
import { PlainList } from '@/ui/PlainList'
import type { Operation } from './matrix'

export function OperationList({ operations }: { operations: readonly Operation[] }) {
  const { t, lang } = useWords()
  if (operations.length === 0) return <span className="quiet">{t('matrix.no_routes')}</span>
  return (
    <PlainList>
      {operations.map(({ operation_id, method, path, summary }) => (
        <li key={operation_id} style={{ padding: '4px 0' }}>
          <Flex gap="0 12px" wrap align="baseline">
            <code style={{ minWidth: 56 }}>{method}</code>
            <code style={{ overflowWrap: 'anywhere' }}>{path}</code>
            {/* The server says it in English alone. */}
            {lang === 'en' && <span className="quiet">{summary}</span>}
          </Flex>
        </li>
      ))}
    </PlainList>
  )
}
