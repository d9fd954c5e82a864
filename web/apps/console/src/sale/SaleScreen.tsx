// 开单: a sale at a desk in the store. What is scanned is priced at once, the tenders are taken and
// the sale is settled once; then the receipt is printed and the next one begins.

import { newKey, type OrderToSettle } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useSession } from '@/session/context'
import { chosen } from '@/ui/answer'
import { Page } from '@/ui/Page'
import type { Sale } from './atHand'
import { itemsOf } from './basket'
import { Counter } from './Counter'
import { standingOf, tendersOf } from './paying'
import { type Sending, useIsSettling, useQuote, useSettle } from './queries'
import { isPriceChanged } from './refusals'
import { SaleDone } from './SaleDone'
import { SentNotice } from './SentNotice'
import { sentPlace } from './sent'
import { askedOf, useSale } from './useSale'

export function SaleScreen() {
  const { t } = useWords()
  const { modal } = App.useApp()
  const { sale, atHand, change, begin } = useSale()
  const { staff } = useSession()
  const place = sentPlace(sessionStorage, staff.id)
  const settle = useSettle(place, atHand)
  const isSettling = useIsSettling()
  const quoted = useQuote(askedOf(sale))
  const [refusal, setRefusal] = useState<unknown>()

  function edit(patch: Parameters<typeof change>[0]) {
    setRefusal(undefined)
    change(patch)
  }

  function send(sending: Sending) {
    setRefusal(undefined)
    settle.mutate(sending, {
      onError: (error) => {
        setRefusal(error)
        if (!isPriceChanged(error)) return
        // What was taken was taken for another price.
        change({ typed: {} })
        void quoted.askAgain()
      },
    })
  }

  function settleNow(total: number) {
    const body = bodyOf(sale, total)
    const key = place.keyOf(body) ?? newKey()
    send({ sent: { body, key, change: standingOf(total, sale.typed).change }, isAgain: false })
  }

  // The counter waits for the first answer; whatever is asked again is told until it is known.
  const isFirst = settle.isPending && !settle.variables.isAgain
  const sent = isFirst ? undefined : place.read()
  if (sale.done) return <SaleDone done={sale.done} sale={sale} next={begin} />
  if (sent) {
    return (
      <SentNotice
        sent={sent}
        error={settle.error}
        isAsking={isSettling}
        askAgain={() => send({ sent, isAgain: true })}
        drop={() => {
          place.forget()
          settle.reset()
          begin()
        }}
      />
    )
  }
  const clear = sale.lines.length > 0 && (
    <Button
      onClick={() =>
        modal.confirm({
          title: t('sale.clear_means'),
          okText: t('sale.clear'),
          cancelText: t('act.cancel'),
          onOk: begin,
        })
      }
    >
      {t('sale.clear')}
    </Button>
  )
  return (
    <Page title={t('sale.title')} acts={clear}>
      <Counter
        sale={sale}
        edit={edit}
        quoted={quoted}
        refusal={refusal ?? quoted.error}
        isSettling={isSettling}
        settle={settleNow}
      />
    </Page>
  )
}

function bodyOf(sale: Sale, total: number): OrderToSettle {
  return chosen({
    store_id: sale.storeId,
    till_id: sale.tillId,
    member_id: sale.memberId,
    guide_id: sale.guideId,
    lines: itemsOf(sale.lines),
    coupons: sale.coupons?.map(({ id }) => id),
    tenders: tendersOf(total, sale.typed),
    expected_total: total,
  })
}
