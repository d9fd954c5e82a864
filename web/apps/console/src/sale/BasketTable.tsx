// What lies on the counter, with the price of each line and why it is what it is.

import { DeleteOutlined } from '@ant-design/icons'
import type { Quote, QuoteLine } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Button, InputNumber } from 'antd'
import { EmptyState } from '@/ui/EmptyState'
import { Table } from '@/ui/Table'
import { type BasketLine, QUANTITY_MAX } from './basket'
import { DiscountCell, PriceCell } from './PriceCells'

interface BasketTableProps {
  lines: readonly BasketLine[]
  quote: Quote | undefined
  refusal: { skuId: string; why: string } | undefined
  setQuantity: (skuId: string, quantity: number) => void
  remove: (skuId: string) => void
}

export function BasketTable(props: BasketTableProps) {
  const { t } = useWords()
  const { lines, quote, refusal } = props
  const priced = new Map(quote?.lines.map((line) => [line.sku_id, line]))
  const of = ({ sku_id }: BasketLine): QuoteLine | undefined => priced.get(sku_id)
  return (
    <Table<BasketLine>
      aria-label={t('sale.basket')}
      size="middle"
      asCards
      rowKey="sku_id"
      dataSource={[...lines]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <EmptyState text={t('sale.empty')} hint={t('sale.empty_hint')} /> }}
      columns={[
        {
          key: 'name',
          title: t('word.goods'),
          render: (_, { sku_id, name, code }) => (
            <div className="sale-name">
              {name}
              <div className="quiet num">{code}</div>
              {refusal?.skuId === sku_id && (
                <div className="owed" role="alert">
                  {refusal.why}
                </div>
              )}
            </div>
          ),
        },
        {
          key: 'price',
          title: t('line.unit_price'),
          align: 'right',
          render: (_, line) => <PriceCell line={of(line)} />,
        },
        {
          key: 'quantity',
          title: t('line.quantity'),
          align: 'right',
          render: (_, { sku_id, name, quantity }) => (
            <InputNumber
              aria-label={t('sale.quantity_of', { name })}
              min={1}
              max={QUANTITY_MAX}
              precision={0}
              value={quantity}
              onChange={(value) => value !== null && props.setQuantity(sku_id, value)}
              style={{ width: 88 }}
            />
          ),
        },
        {
          key: 'discount',
          title: t('order.discount'),
          align: 'right',
          render: (_, one) => {
            const line = of(one)
            return line && line.discount > 0 ? (
              <DiscountCell line={line} quote={quote} />
            ) : (
              <span className="quiet">–</span>
            )
          },
        },
        {
          key: 'total',
          title: t('line.total'),
          onPhone: 'beside',
          align: 'right',
          render: (_, line) => {
            const total = of(line)?.total
            return <span className="num">{total === undefined ? '–' : formatMoney(total)}</span>
          },
        },
        {
          key: 'remove',
          title: <span className="unseen">{t('import.remove')}</span>,
          onPhone: 'acts',
          render: (_, { sku_id, name }) => (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('sale.remove', { name })}
              onClick={() => props.remove(sku_id)}
            />
          ),
        },
      ]}
    />
  )
}
