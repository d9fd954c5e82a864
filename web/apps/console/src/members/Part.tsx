// A part of a tab: heading, what can be done with it, content.

import { Flex } from 'antd'
import { type ReactNode, useId } from 'react'

interface PartProps {
  title: string
  acts?: ReactNode
  children: ReactNode
}

export function Part({ title, acts, children }: PartProps) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Flex justify="space-between" align="center" gap={8} wrap style={{ marginBottom: 8 }}>
        <h2 id={id} style={{ margin: 0, fontSize: 15 }}>
          {title}
        </h2>
        <Flex gap={8} wrap>
          {acts}
        </Flex>
      </Flex>
      {children}
    </section>
  )
}
