// What can be done about a coupon in the state that it is in.

import type { CouponDetail } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex, Form, Input, Modal, QRCode, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import { MemberSelect } from '@/members/MemberSelect'
import { useMay } from '@/session/context'
import { useChosenStore } from '@/stores/chosen'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { Answered } from '@/ui/states'
import {
  useCouponCode,
  useGiveCoupon,
  useRedeemCoupon,
  useUndoCoupon,
  useVoidCoupon,
} from '../queries'

type Window = 'code' | 'redeem' | 'undo' | 'give' | 'void'

export function CouponActs({ coupon }: { coupon: CouponDetail }) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState<Window>()
  const close = () => setOpen(undefined)
  const { state, used, is_giveable } = coupon
  const isHeld = state === 'held'
  const isAlone = used === 'alone'
  const button = (window: Window, text: string, isShown: boolean, isDanger = false) =>
    isShown && (
      <Button danger={isDanger} onClick={() => setOpen(window)}>
        {text}
      </Button>
    )
  return (
    <>
      {button('code', t('coupon.show_code'), isHeld && may('coupons.redeem'))}
      {button('give', t('coupon.give'), isHeld && is_giveable && may('coupons.issue'))}
      {button('void', t('coupon.void'), isHeld && may('coupons.issue'), true)}
      {button('undo', t('coupon.undo'), state === 'redeemed' && isAlone && may('coupons.redeem'))}
      {button('redeem', t('coupon.redeem'), isHeld && isAlone && may('coupons.redeem'))}
      <OpenWindow open={open} coupon={coupon} close={close} />
    </>
  )
}

interface OpenWindowProps {
  open: Window | undefined
  coupon: CouponDetail
  close: () => void
}

function OpenWindow({ open, coupon: { id }, close }: OpenWindowProps): ReactNode {
  const { t } = useWords()
  const undo = useUndoCoupon(id)
  const takeAway = useVoidCoupon(id)
  switch (open) {
    case 'code':
      return <Code id={id} close={close} />
    case 'give':
      return <Give id={id} close={close} />
    case 'redeem':
      return <Redeem id={id} close={close} />
    case 'undo':
      return (
        <ConfirmAct
          name="undo_coupon"
          title={t('coupon.undo')}
          text={t('coupon.undo_means')}
          submitText={t('coupon.undo')}
          doneText={t('coupon.undone')}
          needsReason
          close={close}
          act={(reason) => undo.mutateAsync(reason)}
        />
      )
    case 'void':
      return (
        <ConfirmAct
          name="void_coupon"
          title={t('coupon.void')}
          text={t('coupon.void_means')}
          submitText={t('coupon.void')}
          doneText={t('coupon.voided')}
          isDanger
          needsReason
          close={close}
          act={(reason) => takeAway.mutateAsync(reason)}
        />
      )
    case undefined:
      return null
  }
}

function Code({ id, close }: { id: string; close: () => void }) {
  const { t } = useWords()
  const code = useCouponCode(id)
  return (
    <Modal open title={t('coupon.code')} footer={null} onCancel={close} width={360}>
      <Answered query={code}>
        {({ code: text }) => (
          <Flex vertical gap={12} align="center">
            <QRCode value={text} aria-label={t('coupon.code')} color="#000000" bgColor="#ffffff" />
            <Typography.Text copyable className="num">
              {text}
            </Typography.Text>
          </Flex>
        )}
      </Answered>
    </Modal>
  )
}

function Give({ id, close }: { id: string; close: () => void }) {
  const { t } = useWords()
  const give = useGiveCoupon(id)
  return (
    <ActModal<{ member_id: string }>
      name="give_away"
      title={t('coupon.give')}
      submitText={t('coupon.give')}
      doneText={t('coupon.given')}
      close={close}
      submit={({ member_id }) => give.mutateAsync(member_id)}
    >
      <Form.Item
        name="member_id"
        label={t('coupon.give_to')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <MemberSelect />
      </Form.Item>
    </ActModal>
  )
}

function Redeem({ id, close }: { id: string; close: () => void }) {
  const { t } = useWords()
  const redeem = useRedeemCoupon(id)
  const { storeId } = useChosenStore()
  const home = useHomeStore()
  const here = storeId ?? home
  return (
    <ActModal<{ store_id: string; note?: string }>
      name="redeem_coupon"
      title={t('coupon.redeem')}
      submitText={t('coupon.redeem')}
      doneText={t('coupon.redeemed')}
      initialValues={here ? { store_id: here } : {}}
      close={close}
      submit={({ store_id, note }) =>
        redeem.mutateAsync({ store_id, ...(note?.trim() ? { note: note.trim() } : {}) })
      }
    >
      <p>{t('coupon.redeem_means')}</p>
      <Form.Item
        name="store_id"
        label={t('word.store')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <StoreSelect />
      </Form.Item>
      <Form.Item name="note" label={t('word.note')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </ActModal>
  )
}
