// The coupons of a template, by their state.

import type { Coupon } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Segmented } from 'antd'
import { useState } from 'react'
import { CouponTable } from './coupons/CouponTable'
import { useCoupons } from './queries'

const STATES = ['held', 'redeemed', 'void'] as const

export function TemplateCoupons({ offerId }: { offerId: string }) {
  const { t, code } = useWords()
  const [state, setState] = useState<Coupon['state']>('held')
  const coupons = useCoupons({ offer_id: offerId, state })
  return (
    <Flex vertical gap={12} align="stretch">
      <Segmented
        aria-label={t('coupon.state')}
        value={state}
        onChange={setState}
        options={STATES.map((value) => ({ value, label: code('coupon_state', value) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <CouponTable list={coupons} of="template" />
    </Flex>
  )
}
