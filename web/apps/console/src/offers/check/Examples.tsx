// Some of the goods that a finding is about, five at a time: the server shows no more than twenty.

import type { OfferFinding, OfferFindingExample } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Change } from '@/ui/Amount'
import type { Column } from '@/ui/cards'
import { Table } from '@/ui/Table'
import { SkuLink } from '../SkuLink'
import { marginOf } from './findings'

const PAGE = 5

type Money = 'total' | 'cost_price' | 'list_price' | 'lowest_price'
type ExampleColumn = Column<OfferFindingExample>

export function Examples({ finding: { examples, skus } }: { finding: OfferFinding }) {
  const { t } = useWords()
  const isPriced = examples.some(({ total }) => total != null)
  // What things cost is not for everybody.
  const hasCost = examples.some(({ cost_price }) => cost_price != null)
  const isCrossedOut = examples.some(({ list_price }) => list_price != null)
  const money = (key: Money, title: string): ExampleColumn => ({
    key,
    title,
    align: 'right',
    render: (_, row) => (
      <span className="num">{row[key] == null ? '–' : formatMoney(row[key])}</span>
    ),
  })
  const columns: ExampleColumn[] = [
    {
      key: 'code',
      title: t('finding.sku_code'),
      onPhone: 'under',
      render: (_, { code }) => <span className="num">{code}</span>,
    },
    {
      key: 'name',
      title: t('word.goods'),
      render: (_, { sku_id, name }) => <SkuLink id={sku_id} name={name} />,
    },
  ]
  if (isCrossedOut) {
    columns.push(
      money('list_price', t('finding.list_price')),
      money('lowest_price', t('finding.lowest_price')),
    )
  }
  if (isPriced) {
    columns.push(
      {
        key: 'quantity',
        title: t('finding.pieces'),
        align: 'right',
        render: (_, { quantity }) => (
          <span className="num">{quantity == null ? '–' : formatCount(quantity)}</span>
        ),
      },
      money('total', t('finding.total')),
    )
  }
  if (hasCost) {
    columns.push(money('cost_price', t('finding.cost_each')), {
      key: 'margin',
      title: t('finding.margin'),
      align: 'right',
      onPhone: 'beside',
      render: (_, row) => {
        const margin = marginOf(row)
        return margin === undefined ? '–' : <Change amount={margin} isMoney />
      },
    })
  }
  return (
    <>
      <span className="quiet">
        {t('finding.examples', { shown: formatCount(examples.length), skus: formatCount(skus) })}
      </span>
      <Table<OfferFindingExample>
        size="small"
        asCards
        rowKey="sku_id"
        dataSource={examples}
        scroll={{ x: 'max-content' }}
        pagination={{
          pageSize: PAGE,
          hideOnSinglePage: true,
          showSizeChanger: false,
          size: 'small',
        }}
        columns={columns}
      />
    </>
  )
}
