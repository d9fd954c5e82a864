// Requests one below the other, growing by "show more".

import type { Approval } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { EmptyState } from '@/ui/EmptyState'
import type { Growing } from '@/ui/GrowingTable'
import { Failed, Loading } from '@/ui/states'
import { ApprovalCard, type Decision } from './ApprovalCard'
import { Decide } from './Decide'

interface ApprovalListProps {
  list: Growing<Approval>
  emptyText: string
  emptyHint?: string
}

export function ApprovalList({ list, emptyText, emptyHint }: ApprovalListProps) {
  const { t } = useWords()
  const [deciding, setDeciding] = useState<{ approval: Approval; decision: Decision }>()
  if (list.rows === undefined) {
    return list.isError ? (
      <Failed error={list.error} retry={() => void list.refetch()} />
    ) : (
      <Loading />
    )
  }
  return (
    <Flex vertical gap={12}>
      {list.rows.length === 0 && !list.hasNextPage && (
        <EmptyState text={emptyText} {...(emptyHint ? { hint: emptyHint } : {})} />
      )}
      {list.rows.map((approval) => (
        <ApprovalCard
          key={approval.id}
          approval={approval}
          decide={(decision) => setDeciding({ approval, decision })}
        />
      ))}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('pager.more')}
        </Button>
      )}
      {deciding && <Decide {...deciding} close={() => setDeciding(undefined)} />}
    </Flex>
  )
}
