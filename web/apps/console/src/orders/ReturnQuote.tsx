// 退货试算: what would go back into which tender, what becomes of points, and which offers what
// stays would not have been given: the buyer keeps their share, gifts are asked for.

import type { Order, QuotedReturn } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Card, Descriptions } from 'antd'
import { Count } from '@/ui/Amount'
import { sayError } from '@/ui/problems'
import { useReturnQuote } from './queries'
import { type Chosen, linesToReturn } from './returning'

interface ReturnQuoteProps {
  order: Order
  chosen: Chosen
  /** Where they would be brought; empty while none is chosen. */
  store: string
}

export function ReturnQuote({ order, chosen, store }: ReturnQuoteProps) {
  const words = useWords()
  const { t } = words
  const lines = linesToReturn(order, chosen)
  const { data, error, isFetching } = useReturnQuote(order.id, {
    store_id: store,
    lines,
  })
  if (lines.length === 0 || store === '') return null
  return (
    <Card
      size="small"
      title={t('return.quote')}
      loading={!data && !error}
      aria-busy={isFetching}
      aria-live="polite"
      style={{ marginBottom: 24 }}
    >
      {error && <Alert type="warning" showIcon title={sayError(words, error)} />}
      {data && !error && <Quoted quoted={data} />}
    </Card>
  )
}

function Quoted({ quoted }: { quoted: QuotedReturn }) {
  const { t, code } = useWords()
  return (
    <>
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'total',
            label: t('return.total'),
            children: <strong className="num">{formatMoney(quoted.total)}</strong>,
          },
          ...quoted.tenders.map(({ tender_id, kind, amount, points }) => ({
            key: tender_id,
            label: code('tender', kind),
            children: (
              <span className="num">
                {formatMoney(amount)}
                {points > 0 && ` (${t('return.points', { points })})`}
              </span>
            ),
          })),
          ...(quoted.points_taken_back > 0
            ? [
                {
                  key: 'points',
                  label: t('return.points_taken_back'),
                  children: <Count count={quoted.points_taken_back} />,
                },
              ]
            : []),
        ]}
      />
      {quoted.broken.map((broken, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two coupons of one template are told apart by their place.
        <BrokenOffer key={`${broken.offer_id} ${place}`} broken={broken} />
      ))}
    </>
  )
}

function BrokenOffer({ broken }: { broken: QuotedReturn['broken'][number] }) {
  const { t } = useWords()
  const { name, kept, would_be, gifts } = broken
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginTop: 8 }}
      title={t('return.broken', { name })}
      description={
        <>
          {kept > would_be && (
            <div>
              {t('return.broken_kept', {
                kept: formatMoney(kept),
                would_be: formatMoney(would_be),
              })}
            </div>
          )}
          {gifts.map(({ sku_id, name: gift, quantity }) => (
            <div key={sku_id}>{t('return.broken_gift', { name: gift, quantity })}</div>
          ))}
        </>
      }
    />
  )
}
