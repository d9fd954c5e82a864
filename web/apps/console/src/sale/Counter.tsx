// The counter: goods on the left, whose they are and how they are paid on the right. Every part is
// reached by a key, and a refusal is told at the part that it is about.

import type { Quote } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Card, type InputRef } from 'antd'
import { useRef } from 'react'
import type { Sale } from './atHand'
import { BasketTable } from './BasketTable'
import { withoutSku, withQuantity, withSku } from './basket'
import { CounterHead } from './CounterHead'
import { CouponCard } from './CouponCard'
import { GoodsField } from './GoodsField'
import { MemberCard } from './MemberCard'
import { isOffered, standingOf } from './paying'
import { QuoteCard } from './QuoteCard'
import { placeOf, sayRefusal } from './refusals'
import { TenderCard } from './TenderCard'
import { useHotkeys } from './useHotkeys'
import './sale.css'

interface CounterProps {
  sale: Sale
  edit: (patch: Partial<Sale> | ((sale: Sale) => Partial<Sale>)) => void
  quoted: { quote: Quote | undefined; isCurrent: boolean }
  /** Why it was not settled, or cannot be priced. */
  refusal: unknown
  isSettling: boolean
  settle: (total: number) => void
}

export function Counter({ sale, edit, quoted, refusal, isSettling, settle }: CounterProps) {
  const words = useWords()
  const goods = useRef<InputRef>(null)
  const member = useRef<InputRef>(null)
  const cash = useRef<HTMLDivElement>(null)
  const { quote, isCurrent } = quoted
  const place = placeOf(refusal)
  const why = refusal ? sayRefusal(words, refusal) : undefined
  const said = (isHere: boolean) => (isHere ? why : undefined)
  const isTold = place.at !== 'tender' || (quote && isOffered(place.kind, sale, quote))
  const isBeside = place.at === 'sale' || !isTold
  const isReady =
    quote !== undefined && isCurrent && standingOf(quote.total, sale.typed).isPaid && !isSettling

  useHotkeys({
    F2: () => goods.current?.focus({ cursor: 'all' }),
    F4: () => member.current?.focus({ cursor: 'all' }),
    F8: () => cash.current?.querySelector('input')?.focus(),
    F9: () => isReady && settle(quote.total),
  })

  return (
    <div className="sale">
      <div className="sale-goods">
        <CounterHead sale={sale} edit={edit} refusal={said(place.at === 'store')} />
        <Card size="small">
          <GoodsField
            ref={goods}
            storeId={sale.storeId}
            pick={(sku) => edit(({ lines }) => ({ lines: withSku(lines, sku) }))}
          />
          <BasketTable
            lines={sale.lines}
            quote={quote}
            refusal={place.at === 'line' && why ? { skuId: place.skuId, why } : undefined}
            setQuantity={(skuId, quantity) =>
              edit(({ lines }) => ({ lines: withQuantity(lines, skuId, quantity) }))
            }
            remove={(skuId) => {
              edit(({ lines }) => ({ lines: withoutSku(lines, skuId) }))
              goods.current?.focus()
            }}
          />
        </Card>
      </div>
      <div className="sale-side">
        <MemberCard
          ref={member}
          memberId={sale.memberId}
          refusal={said(place.at === 'member')}
          pick={(memberId) => edit((before) => forMember(before, memberId))}
          remove={() => edit((before) => forMember(before, undefined))}
        />
        <CouponCard
          memberId={sale.memberId}
          used={sale.coupons ?? []}
          quote={quote}
          use={(coupons) => edit({ coupons: coupons.length > 0 ? coupons : undefined })}
        />
        <QuoteCard quote={quote} isCurrent={isCurrent} />
        {said(isBeside) && <Alert type="error" showIcon role="alert" title={why} />}
        <TenderCard
          ref={cash}
          sale={sale}
          quote={quote}
          refusal={place.at === 'tender' && why ? { kind: place.kind, why } : undefined}
          type={(typed) => edit(({ typed: before }) => ({ typed: { ...before, ...typed } }))}
          isReady={isReady}
          isSettling={isSettling}
          settle={() => quote && settle(quote.total)}
        />
      </div>
    </div>
  )
}

/** What the last member held pays for nobody else, and their coupons are for nobody else. */
function forMember(before: Sale, memberId: string | undefined): Partial<Sale> {
  if (before.memberId === memberId) return {}
  const { points: _, stored_value: __, ...typed } = before.typed
  return { memberId, typed, coupons: undefined }
}
