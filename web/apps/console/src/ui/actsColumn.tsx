// The column of what can be done with a row: the last one, at the right, under one head everywhere.

import type { Words } from '@huitong/words/react'
import { Flex } from 'antd'
import type { ReactNode } from 'react'

export function actsColumn<Row>({ t }: Pick<Words, 't'>, acts: (row: Row) => ReactNode) {
  return {
    key: 'acts',
    title: t('word.acts'),
    align: 'right' as const,
    render: (_: unknown, row: Row): ReactNode => {
      const shown = acts(row)
      return (
        shown && (
          <Flex gap={8} justify="end" wrap>
            {shown}
          </Flex>
        )
      )
    },
  }
}
