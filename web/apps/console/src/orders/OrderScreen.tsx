// One order: what was sold, how it was paid, what came back; and the way to take goods back.

import type { Order } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, Card, Descriptions } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useMember } from '@/members/queries'
import { useMay } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { Count, Money } from '@/ui/Amount'
import { Page } from '@/ui/Page'
import { StateTag } from '@/ui/StateTag'
import { Answered } from '@/ui/states'
import { OrderLines } from './OrderLines'
import { OrderReturns } from './OrderReturns'
import { OrderTenders } from './OrderTenders'
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
  const may = useMay()
  const [isReturning, setReturning] = useState(false)
  const beside = (
    <>
      {order.origin === 'recorded' && (
        <StateTag tone="plain">{code('origin', order.origin)}</StateTag>
      )}
      {order.returned_total > 0 && <StateTag tone="warn">{t('order.has_returns')}</StateTag>}
    </>
  )
  const act = may('orders.return') && (
    <Button type="primary" disabled={!canReturn(order)} onClick={() => setReturning(true)}>
      {t('order.return')}
    </Button>
  )
  return (
    <Page title={t('order.title', { order_no: order.order_no })} beside={beside} acts={act}>
      <OrderSummary order={order} />
      <Card size="small" title={t('order.lines')}>
        <OrderLines lines={order.lines} />
      </Card>
      <Card size="small" title={t('word.tenders')}>
        <OrderTenders tenders={order.tenders} />
      </Card>
      {order.returns.length > 0 && (
        <Card size="small" title={t('word.returns')}>
          <OrderReturns order={order} />
        </Card>
      )}
      {isReturning && <ReturnDrawer order={order} close={() => setReturning(false)} />}
    </Page>
  )
}

function OrderSummary({ order }: { order: Order }) {
  const { t } = useWords()
  const time = useStoreTime()
  const items = [
    { key: 'store', label: t('word.store'), children: order.store_name },
    { key: 'at', label: t('order.settled_at'), children: time(order.settled_at, order.store_id) },
    { key: 'date', label: t('word.business_date'), children: order.business_date },
    { key: 'member', label: t('word.member'), children: <OrderMember id={order.member_id} /> },
    { key: 'units', label: t('order.units'), children: <Count count={order.units} /> },
    { key: 'gross', label: t('order.gross'), children: <Money fen={order.gross} /> },
    { key: 'discount', label: t('order.discount'), children: <Money fen={order.discount} /> },
    {
      key: 'total',
      label: t('order.total'),
      children: (
        <strong>
          <Money fen={order.total} />
        </strong>
      ),
    },
    { key: 'returned', label: t('order.returned'), children: <Money fen={order.returned_total} /> },
    {
      key: 'points',
      label: t('order.points_earned'),
      children:
        order.points_taken_back > 0
          ? t('order.points_less', {
              earned: formatCount(order.points_earned),
              taken_back: formatCount(order.points_taken_back),
            })
          : formatCount(order.points_earned),
    },
  ]
  if (order.external_no) {
    items.push({ key: 'ext', label: t('order.external_no'), children: order.external_no })
  }
  return (
    <Card size="small">
      <Descriptions size="small" column={{ xs: 1, sm: 2, lg: 3 }} items={items} />
    </Card>
  )
}

/** Whose order it is, by name for those who may read members. */
function OrderMember({ id }: { id: string | null | undefined }) {
  const { t } = useWords()
  const may = useMay()
  if (!id) return t('order.anonymous')
  return may('members.read') ? <MemberLink id={id} /> : t('word.member')
}

function MemberLink({ id }: { id: string }) {
  const { t } = useWords()
  const member = useMember(id)
  const name = member.data && `${member.data.name || t('member.nameless')} ${member.data.member_no}`
  return <Link to={`/members/${id}`}>{name ?? t('order.of_member')}</Link>
}
