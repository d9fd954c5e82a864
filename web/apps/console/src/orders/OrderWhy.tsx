// 为何优惠: each offer that the order had, in which version, what it took off which line, what it
// gave, and what went back with returns.

import type { Order, OrderOffer } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { TextLink } from '@/members/TextLink'
import { useMay } from '@/session/context'
import { Table } from '@/ui/Table'

export function OrderWhy({ order }: { order: Order }) {
  const { t, code } = useWords()
  const may = useMay()
  const nameOf = new Map(order.lines.map(({ line_id, name }) => [line_id, name]))
  if (order.offers.length === 0) return null
  const quiet = <span className="quiet">–</span>
  return (
    <Card size="small" title={t('order.why')}>
      <Table<OrderOffer>
        size="small"
        asCards
        rowKey={({ offer_id, coupon_id }) => `${offer_id} ${coupon_id ?? ''}`}
        dataSource={order.offers}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            key: 'name',
            title: t('offer.name'),
            render: (_, { offer_id, name, layer, version, coupon_id }) => (
              <>
                {may('offers.read') && layer !== 'standing' ? (
                  <TextLink to={`/offers/${offer_id}`}>{name}</TextLink>
                ) : (
                  name
                )}
                <div className="quiet">
                  {code('layer', layer)}
                  {layer !== 'standing' && ` · ${t('order.why_version', { version })}`}
                  {coupon_id && may('offers.read') && (
                    <>
                      {' · '}
                      <TextLink to={`/coupons/${coupon_id}`}>{t('order.why_coupon')}</TextLink>
                    </>
                  )}
                </div>
              </>
            ),
          },
          {
            key: 'amount',
            title: t('order.discount'),
            align: 'right',
            onPhone: 'beside',
            render: (_, { amount, given_back }) => (
              <>
                {amount > 0 ? (
                  <span className="num given">-{formatMoney(amount)}</span>
                ) : (
                  <span className="quiet">{t('order.why_nothing_off')}</span>
                )}
                {given_back > 0 && (
                  <div className="quiet num">
                    {t('order.why_back', { amount: formatMoney(given_back) })}
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'shares',
            title: t('order.why_shares'),
            onPhone: 'wide',
            render: (_, { shares }) =>
              shares.length === 0
                ? quiet
                : shares.map(({ line_id, amount }) => (
                    <div key={line_id}>
                      {nameOf.get(line_id) ?? t('word.goods')}{' '}
                      <span className="num quiet">-{formatMoney(amount)}</span>
                    </div>
                  )),
          },
          {
            key: 'gifts',
            title: t('order.why_gifts'),
            onPhone: 'wide',
            render: (_, { gifts }) =>
              gifts.length === 0
                ? quiet
                : gifts.map(({ sku_id, name, quantity }) => (
                    <div key={sku_id}>
                      {name} × {quantity}
                    </div>
                  )),
          },
        ]}
      />
    </Card>
  )
}
