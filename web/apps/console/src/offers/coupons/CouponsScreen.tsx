// 优惠券: one found by the code that somebody shows, or all that a member has.

import { useWords } from '@huitong/words/react'
import { App, Button, Card, Flex, Form, Input } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { MemberSelect } from '@/members/MemberSelect'
import { useMay } from '@/session/context'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { sayError } from '@/ui/problems'
import { useFindCoupon } from '../queries'
import { MemberCoupons } from './MemberCoupons'

export function CouponsScreen() {
  const { t } = useWords()
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  const memberId = search.get('member_id') ?? undefined
  return (
    <Page title={t('nav.coupons')}>
      <Card size="small">
        <div className="field-row" style={{ display: 'grid', gap: 16 }}>
          {may('coupons.redeem') && <ByCode />}
          {may('members.read') && (
            <Form layout="vertical">
              <Form.Item label={t('coupon.find_member')} htmlFor="coupon_member">
                <MemberSelect
                  id="coupon_member"
                  value={memberId}
                  allowClear
                  onChange={(id) => setSearch(id ? { member_id: id } : {})}
                />
              </Form.Item>
            </Form>
          )}
        </div>
      </Card>
      <Card size="small">
        {memberId ? (
          <MemberCoupons key={memberId} memberId={memberId} />
        ) : (
          <EmptyState text={t('coupon.find')} hint={t('coupon.find_hint')} />
        )}
      </Card>
    </Page>
  )
}

function ByCode() {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const navigate = useNavigate()
  const find = useFindCoupon()
  const [code, setCode] = useState('')
  const look = () => {
    if (code.trim() === '') return
    find.mutate(code.trim(), {
      onSuccess: ({ id }) => void navigate(`/coupons/${id}`),
      onError: (error) => void message.error(sayError(words, error)),
    })
  }
  return (
    <Form layout="vertical" onFinish={look}>
      <Form.Item label={t('coupon.find_code')} htmlFor="coupon_code">
        <Flex gap={8}>
          <Input
            id="coupon_code"
            value={code}
            placeholder={t('coupon.code_hint')}
            autoComplete="off"
            maxLength={64}
            onChange={({ target }) => setCode(target.value)}
          />
          <Button type="primary" htmlType="submit" loading={find.isPending}>
            {t('act.search')}
          </Button>
        </Flex>
      </Form.Item>
    </Form>
  )
}
