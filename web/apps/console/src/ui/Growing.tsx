// What grows by "show more": loading, failed, or the rows with the button below them.

import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Failed, Loading } from './states'

/** What `useGrowingList` answers. */
export interface GrowingList<Row> {
  rows: Row[] | undefined
  error: unknown
  isError: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

interface GrowingProps<Row> {
  list: GrowingList<Row>
  children: (rows: readonly Row[]) => ReactNode
}

export function Growing<Row>({ list, children }: GrowingProps<Row>) {
  const { t } = useWords()
  if (list.rows === undefined) {
    return list.isError ? (
      <Failed error={list.error} retry={() => void list.refetch()} />
    ) : (
      <Loading />
    )
  }
  return (
    <>
      {children(list.rows)}
      {list.hasNextPage && (
        <Button
          block
          style={{ marginTop: 12 }}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('pager.more')}
        </Button>
      )}
    </>
  )
}
