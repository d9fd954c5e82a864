// 入会: a new member at a store. For a child the guardian is written down with it.

import type { EnrolMember as EnrolMemberBody, SetGuardian } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { useMay, useSession } from '@/session/context'
import { StaffSelect } from '@/staff/StaffSelect'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { DateInput } from '@/ui/DateInput'
import { ProFormRadio, ProFormText } from '@/ui/pro'
import { useEnrolMember } from './acts'
import { dayIn, isChild } from './dates'
import { GuardianFields } from './GuardianFields'

interface EnrolMemberProps {
  close: () => void
  enrolled: (memberId: string) => void
}

type Values = Omit<EnrolMemberBody, 'guardian'> & {
  guardian?: Pick<SetGuardian, 'name' | 'phone' | 'relation'>
}

export function EnrolMember({ close, enrolled }: EnrolMemberProps) {
  const { t, code } = useWords()
  const may = useMay()
  const enrol = useEnrolMember()
  const store_id = useHomeStore()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <ActModal<Values>
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
      <Form.Item name="birthday" label={t('member.birthday')}>
        <DateInput />
      </Form.Item>
      <GuardianOfChild />
      <Form.Item name="store_id" label={t('member.store')} rules={required}>
        <StoreSelect />
      </Form.Item>
      {may('staff.read') && (
        <Form.Item name="guide_id" label={t('member.guide')}>
          <StaffSelect firstRole="guide" placeholder={t('member.no_guide')} />
        </Form.Item>
      )}
    </ActModal>
  )
}

/** Asked for once the birthday says that somebody has to answer for the member. */
function GuardianOfChild() {
  const { t } = useWords()
  const { brand } = useSession()
  const birthday: string | undefined = Form.useWatch('birthday')
  if (!isChild(birthday ?? null, dayIn(brand.zone, new Date()))) return null
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ marginBottom: 8 }}>{t('guardian.title')}</legend>
      <p className="quiet">{t('guardian.means')}</p>
      <GuardianFields under="guardian" />
    </fieldset>
  )
}
