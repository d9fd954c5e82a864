// The goods that a return without a receipt is about, as a link to their order.

import { useWords } from '@huitong/words/react'
import { Link } from 'react-router'
import { useOrder } from '@/orders/queries'

interface GoodsBackProps {
  orderId: string
  lines: readonly { line_id: string; quantity: number }[]
}

export function GoodsBack({ orderId, lines }: GoodsBackProps) {
  const { t } = useWords()
  const { data } = useOrder(orderId)
  const names = lines.map(({ line_id, quantity }) => {
    const line = data?.lines.find((one) => one.line_id === line_id)
    return `${line?.name ?? t('word.goods')} × ${quantity}`
  })
  return <Link to={`/orders/${orderId}`}>{names.join(', ')}</Link>
}
