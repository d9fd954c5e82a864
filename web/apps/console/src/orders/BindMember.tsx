// 补登会员: a sale that was nobody's becomes a member's, who earns its points. Once and for good.

import type { BoundOrder, Order } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { MemberSelect } from '@/members/MemberSelect'
import { ActModal } from '@/ui/ActModal'
import { useBindOrder } from './queries'

interface Values {
  member_id: string
}

export function BindMember({ order, close }: { order: Order; close: () => void }) {
  const { t } = useWords()
  const bind = useBindOrder(order.id)
  return (
    <ActModal<Values, BoundOrder>
      name="bind_member"
      title={t('order.bind')}
      submitText={t('order.bind')}
      doneText={({ points_earned }) => t('order.bind_done', { points: formatCount(points_earned) })}
      close={close}
      submit={(values) => bind.mutateAsync(values)}
    >
      <p>{t('order.bind_means')}</p>
      <Form.Item
        name="member_id"
        label={t('order.bind_member')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <MemberSelect />
      </Form.Item>
    </ActModal>
  )
}
