// 入会: a new member at a store.

import type { EnrolMember as EnrolMemberBody } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { ProFormDatePicker, ProFormRadio, ProFormText } from '@/ui/pro'
import { useEnrolMember } from './queries'

interface EnrolMemberProps {
  close: () => void
  enrolled: (memberId: string) => void
}

export function EnrolMember({ close, enrolled }: EnrolMemberProps) {
  const { t, code } = useWords()
  const enrol = useEnrolMember()
  const store_id = useHomeStore()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <ActModal<EnrolMemberBody>
      name="enrol_member"
      title={t('member.enrol')}
      submitText={t('member.enrol')}
      doneText={t('member.enrolled')}
      initialValues={chosen({ gender: 'unknown' as const, store_id })}
      close={close}
      submit={async (values) => {
        const member = await enrol.mutateAsync(chosen({ channel: 'console', ...values }))
        enrolled(member.id)
      }}
    >
      <ProFormText name="name" label={t('member.name')} rules={required} />
      <ProFormText
        name="phone"
        label={t('member.phone')}
        tooltip={t('member.phone_hint')}
        rules={required}
        fieldProps={{ inputMode: 'tel', autoComplete: 'off' }}
      />
      <ProFormRadio.Group
        name="gender"
        label={t('member.gender')}
        options={['unknown', 'female', 'male'].map((value) => ({
          value,
          label: code('gender', value),
        }))}
      />
      <ProFormDatePicker name="birthday" label={t('member.birthday')} width="md" />
      <Form.Item name="store_id" label={t('member.store')} rules={required}>
        <StoreSelect />
      </Form.Item>
    </ActModal>
  )
}
