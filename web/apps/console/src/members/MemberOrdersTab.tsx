// The member's orders at all stores, the latest first.

import type { OrderRow } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { orderColumns } from '@/orders/columns'
import { useStoreTime } from '@/stores/time'
import { GrowingTable } from '@/ui/GrowingTable'
import { useMemberOrders } from './queries'

export function MemberOrdersTab({ memberId }: { memberId: string }) {
  const words = useWords()
  const time = useStoreTime()
  const orders = useMemberOrders(memberId)
  return (
    <GrowingTable<OrderRow>
      list={orders}
      rowKey={({ id }) => id}
      emptyText={words.t('order.none')}
      columns={orderColumns(words, time)}
    />
  )
}
