// A list without rows: whether there is nothing at all, or nothing that the filters let through.

import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useChosenStore } from '@/stores/chosen'
import { EmptyState } from './EmptyState'
import { isFiltered, unfiltered } from './filtered'

export interface NoRowsProps {
  /** Said when there are no rows; with a hint and an act where no filter is set. */
  emptyText: string
  emptyHint?: string
  emptyAct?: ReactNode
}

export function NoRows({ emptyText, emptyHint, emptyAct }: NoRowsProps) {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const { storeId } = useChosenStore()
  if (isFiltered(search, storeId)) {
    return (
      <EmptyState
        text={emptyText}
        hint={t('list.none_with_filters_hint')}
        act={<Button onClick={() => setSearch(unfiltered(search))}>{t('act.reset')}</Button>}
      />
    )
  }
  return <EmptyState text={emptyText} {...(emptyHint ? { hint: emptyHint } : {})} act={emptyAct} />
}
