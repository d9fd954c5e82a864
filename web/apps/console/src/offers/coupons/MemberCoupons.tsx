// The coupons of a member, with the way to give one more.

import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { useCoupons } from '../queries'
import { CouponTable } from './CouponTable'
import { GiveToMember } from './GiveToMember'

export function MemberCoupons({ memberId }: { memberId: string }) {
  const { t } = useWords()
  const may = useMay()
  const coupons = useCoupons({ member_id: memberId })
  const [isGiving, setGiving] = useState(false)
  return (
    <Flex vertical gap={12}>
      {may('coupons.issue') && (
        <Button style={{ alignSelf: 'flex-start' }} onClick={() => setGiving(true)}>
          {t('offer.issue_one')}
        </Button>
      )}
      <CouponTable list={coupons} of="member" />
      {isGiving && <GiveToMember memberId={memberId} close={() => setGiving(false)} />}
    </Flex>
  )
}
