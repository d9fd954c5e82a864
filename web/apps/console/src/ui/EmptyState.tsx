// Nothing is there yet: says so, what would fill it, and offers to.

import { Empty, Flex } from 'antd'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  text: string
  /** What would make something appear here. */
  hint?: string
  /** A button or a link that does it. */
  act?: ReactNode
}

export function EmptyState({ text, hint, act }: EmptyStateProps) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <Flex vertical gap={4}>
          <span>{text}</span>
          {hint && <span className="quiet">{hint}</span>}
        </Flex>
      }
    >
      {act}
    </Empty>
  )
}
