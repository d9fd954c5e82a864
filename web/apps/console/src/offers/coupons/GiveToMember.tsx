// 给会员发券: a coupon by hand, with the reason; of a template that is known, or for a member who is.

import { useWords } from '@huitong/words/react'
import { Form, Select } from 'antd'
import { MemberSelect } from '@/members/MemberSelect'
import { ActModal } from '@/ui/ActModal'
import { ReasonField } from '@/ui/ReasonField'
import { useIssueCoupon, useOfferList } from '../queries'

interface GiveToMemberProps {
  offerId?: string
  memberId?: string
  close: () => void
}

interface Values {
  offer_id: string
  member_id: string
  reason: string
}

export function GiveToMember({ offerId, memberId, close }: GiveToMemberProps) {
  const { t } = useWords()
  const issue = useIssueCoupon()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <ActModal<Values>
      name="give_coupon"
      title={t('offer.issue_one')}
      submitText={t('offer.issue_one')}
      doneText={t('coupon.issue_done')}
      initialValues={{
        ...(offerId ? { offer_id: offerId } : {}),
        ...(memberId ? { member_id: memberId } : {}),
      }}
      close={close}
      submit={({ offer_id, member_id, reason }) =>
        issue.mutateAsync({
          offer_id: offerId ?? offer_id,
          member_id: memberId ?? member_id,
          reason: reason.trim(),
        })
      }
    >
      {!offerId && (
        <Form.Item name="offer_id" label={t('coupon.template')} rules={required}>
          <TemplateSelect />
        </Form.Item>
      )}
      {!memberId && (
        <Form.Item name="member_id" label={t('word.member')} rules={required}>
          <MemberSelect />
        </Form.Item>
      )}
      <ReasonField />
    </ActModal>
  )
}

interface TemplateSelectProps {
  id?: string
  value?: string
  onChange?: (offerId: string) => void
}

/** A template whose coupons are given out. */
export function TemplateSelect({ value, ...rest }: TemplateSelectProps) {
  const { t } = useWords()
  const templates = useOfferList({ kind: 'coupon', state: 'live', limit: 200 })
  return (
    <Select
      {...rest}
      value={value ?? null}
      showSearch={{ optionFilterProp: 'label' }}
      loading={templates.isFetching}
      placeholder={t('coupon.template_choose')}
      notFoundContent={t('offer.none_coupon')}
      options={templates.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
    />
  )
}
