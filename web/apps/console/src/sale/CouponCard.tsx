// The coupons of a sale: those that the member holds and could use, and those whose code is shown.
// What of them gives something is told beside the totals.

import type { Quote } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { App, Button, Card, Checkbox, Flex, Input } from 'antd'
import { useState } from 'react'
import { sayOutcome } from '@/offers/explain'
import { useCouponList, useFindCoupon } from '@/offers/queries'
import { useMay } from '@/session/context'
import { sayError } from '@/ui/problems'
import type { SaleCoupon } from './atHand'

interface CouponCardProps {
  memberId: string | undefined
  used: readonly SaleCoupon[]
  quote: Quote | undefined
  use: (coupons: SaleCoupon[]) => void
}

export function CouponCard({ memberId, used, quote, use }: CouponCardProps) {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const mayList = memberId !== undefined && may('offers.read')
  const held = useCouponList({ member_id: memberId ?? '', usable: true }, { enabled: mayList })
  const own = mayList ? (held.data?.items ?? []) : []
  const known = own.filter((one) => one.used === 'order').map(({ id, name }) => ({ id, name }))
  const shown = [...known, ...used.filter(({ id }) => !known.some((one) => one.id === id))]
  const isUsed = (id: string) => used.some((one) => one.id === id)
  const told = (id: string) => {
    const found = quote?.explanations.find((one) => one.coupon_id === id)
    return found && isUsed(id) ? sayOutcome(words, found.outcome, nameIn(quote)) : undefined
  }
  if (!may('coupons.redeem') && shown.length === 0) return null
  return (
    <Card size="small" title={t('sale.coupons')}>
      <Flex vertical gap={8}>
        {shown.map((coupon) => {
          const said = told(coupon.id)
          return (
            <Flex key={coupon.id} gap={8} justify="space-between" wrap>
              <Checkbox
                checked={isUsed(coupon.id)}
                onChange={({ target }) =>
                  use(
                    target.checked ? [...used, coupon] : used.filter(({ id }) => id !== coupon.id),
                  )
                }
              >
                {coupon.name}
              </Checkbox>
              {said && (
                <span className={said.tone === 'good' ? 'given' : 'quiet'}>{said.text}</span>
              )}
            </Flex>
          )
        })}
        {may('coupons.redeem') && (
          <ByCode add={(coupon) => !isUsed(coupon.id) && use([...used, coupon])} />
        )}
      </Flex>
    </Card>
  )
}

function nameIn(quote: Quote | undefined): (offerId: string) => string {
  return (id) => quote?.explanations.find(({ offer_id }) => offer_id === id)?.name ?? ''
}

function ByCode({ add }: { add: (coupon: SaleCoupon) => void }) {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const find = useFindCoupon()
  const [code, setCode] = useState('')
  const look = () => {
    if (code.trim() === '') return
    find.mutate(code.trim(), {
      onSuccess: ({ id, name }) => {
        add({ id, name })
        setCode('')
      },
      onError: (error) => void message.error(sayError(words, error)),
    })
  }
  return (
    <Flex gap={8}>
      <Input
        size="large"
        aria-label={t('sale.coupon_code')}
        placeholder={t('sale.coupon_code_hint')}
        autoComplete="off"
        maxLength={64}
        value={code}
        onChange={({ target }) => setCode(target.value)}
        onPressEnter={look}
      />
      <Button size="large" loading={find.isPending} onClick={look}>
        {t('act.search')}
      </Button>
    </Flex>
  )
}
