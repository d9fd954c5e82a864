// Requests one below the other, growing by "show more".

import type { Approval } from '@huitong/api'
import { Flex } from 'antd'
import { useState } from 'react'
import { EmptyState } from '@/ui/EmptyState'
import { Growing, type GrowingList } from '@/ui/Growing'
import { ApprovalCard, type Decision } from './ApprovalCard'
import { Decide } from './Decide'

interface ApprovalListProps {
  list: GrowingList<Approval>
  emptyText: string
  emptyHint?: string
}

export function ApprovalList({ list, emptyText, emptyHint }: ApprovalListProps) {
  const [deciding, setDeciding] = useState<{ approval: Approval; decision: Decision }>()
  return (
    <>
      <Growing list={list}>
        {(approvals) => (
          <Flex vertical gap={12}>
            {approvals.length === 0 && !list.hasNextPage && (
              <EmptyState text={emptyText} {...(emptyHint ? { hint: emptyHint } : {})} />
            )}
            {approvals.map((approval) => (
              <ApprovalCard
                key={approval.id}
                approval={approval}
                decide={(decision) => setDeciding({ approval, decision })}
              />
            ))}
          </Flex>
        )}
      </Growing>
      {deciding && <Decide {...deciding} close={() => setDeciding(undefined)} />}
    </>
  )
}
