// One order: what was sold, how it was paid, what came back; the way to take goods back, to print
// the receipt once more, and to bind a sale of nobody's to its member.

import type { Order } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useMay } from '@/session/context'
import { DetailPage } from '@/ui/DetailPage'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { BindMember } from './BindMember'
import { OrderLines } from './OrderLines'
import { OrderReturns } from './OrderReturns'
import { OrderSummary } from './OrderSummary'
import { OrderTenders } from './OrderTenders'
import { OrderWhy } from './OrderWhy'
import { useOrder } from './queries'
import { ReturnDrawer } from './ReturnDrawer'
import { canReturn } from './returning'

export function OrderScreen() {
  const { orderId = '' } = useParams()
  const order = useOrder(orderId)
  return <Answered query={order}>{(known) => <OrderPage key={orderId} order={known} />}</Answered>
}

function OrderPage({ order }: { order: Order }) {
  const { t, code } = useWords()
  const beside = (
    <>
      {order.origin === 'recorded' && (
        <StateTag tone="plain">{code('origin', order.origin)}</StateTag>
      )}
      {order.returned_total > 0 && <StateTag tone="warn">{t('order.has_returns')}</StateTag>}
    </>
  )
  return (
    <DetailPage
      title={t('order.title', { order_no: order.order_no })}
      beside={beside}
      acts={<OrderActs order={order} />}
    >
      <OrderSummary order={order} />
      <Card size="small" title={t('order.lines')}>
        <OrderLines lines={order.lines} />
      </Card>
      <OrderWhy order={order} />
      <Card size="small" title={t('word.tenders')}>
        <OrderTenders tenders={order.tenders} />
      </Card>
      {order.returns.length > 0 && (
        <Card size="small" title={t('word.returns')}>
          <OrderReturns order={order} />
        </Card>
      )}
    </DetailPage>
  )
}

function OrderActs({ order }: { order: Order }) {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'return' | 'bind'>()
  const close = () => setOpen(undefined)
  const canBind = may('orders.settle') && may('members.read') && !order.member_id
  return (
    <>
      <Button onClick={() => navigate(`/orders/${order.id}/receipt`)}>{t('order.reprint')}</Button>
      {canBind && <Button onClick={() => setOpen('bind')}>{t('order.bind')}</Button>}
      {may('orders.return') && (
        <Button type="primary" disabled={!canReturn(order)} onClick={() => setOpen('return')}>
          {t('order.return')}
        </Button>
      )}
      {open === 'return' && <ReturnDrawer order={order} close={close} />}
      {open === 'bind' && <BindMember order={order} close={close} />}
    </>
  )
}
