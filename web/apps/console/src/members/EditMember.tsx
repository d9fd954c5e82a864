// 修改资料: what is known of the member as a person, saved over the state that was read.

import type { EditMember as EditMemberBody, Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Checkbox, Form, Input, Radio } from 'antd'
import { useMay } from '@/session/context'
import { StaffName } from '@/staff/StaffName'
import { StaffSelect } from '@/staff/StaffSelect'
import { StoreName, StoreSelect } from '@/stores/StoreSelect'
import { taggedByVersion } from '@/ui/answer'
import { DateInput } from '@/ui/DateInput'
import { EditModal } from '@/ui/EditModal'
import { reread } from '@/ui/reread'
import type { Changed } from '@/ui/stale'
import { useEditMember } from './acts'
import type { MemberActProps } from './MemberActs'
import { useMember } from './queries'

interface Values {
  name: string
  gender: Member['gender']
  birthday: string | null
  store_id: string | null
  guide_id: string | null
  /** Another number; the one that is there is masked and stays unless something is typed. */
  phone: string
  removes_phone: boolean
}

const GENDERS: readonly Member['gender'][] = ['unknown', 'female', 'male']

export function EditMember({ member, close }: MemberActProps) {
  const { t, code } = useWords()
  const may = useMay()
  const known = useMember(member.id)
  const edit = useEditMember(member.id)
  return (
    <EditModal<Member, Values>
      name="edit_member"
      id={member.id}
      title={t('member.edit')}
      record={taggedByVersion(member)}
      reread={async () => taggedByVersion(await reread(known)())}
      toValues={toValues}
      save={({ etag, changed }) => edit.mutateAsync({ etag, body: toBody(changed) })}
      fields={{
        name: { label: t('member.name') },
        phone: { label: t('member.phone') },
        gender: { label: t('member.gender'), show: (value) => code('gender', value) },
        birthday: { label: t('member.birthday') },
        store_id: { label: t('member.store'), show: (value) => <StoreName id={value} /> },
        guide_id: { label: t('member.guide'), show: (value) => <StaffName id={value} /> },
        removes_phone: {
          label: t('member.remove_phone'),
          show: (value) => t(value ? 'word.yes' : 'word.no'),
        },
      }}
      close={close}
    >
      <Form.Item name="name" label={t('member.name')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <PhoneFields now={member.phone} />
      <Form.Item name="gender" label={t('member.gender')}>
        <Radio.Group options={GENDERS.map((value) => ({ value, label: code('gender', value) }))} />
      </Form.Item>
      <Form.Item name="birthday" label={t('member.birthday')}>
        <DateInput />
      </Form.Item>
      <Form.Item name="store_id" label={t('member.store')}>
        <StoreSelect />
      </Form.Item>
      {may('staff.read') && (
        <Form.Item name="guide_id" label={t('member.guide')}>
          <StaffSelect firstRole="guide" placeholder={t('member.no_guide')} />
        </Form.Item>
      )}
    </EditModal>
  )
}

function PhoneFields({ now }: { now: string | null }) {
  const { t } = useWords()
  const isRemoved = Form.useWatch('removes_phone')
  return (
    <>
      <Form.Item
        name="phone"
        label={now ? t('member.new_phone') : t('member.phone')}
        extra={now ? t('member.new_phone_hint', { now }) : t('member.phone_hint')}
      >
        <Input inputMode="tel" autoComplete="off" disabled={isRemoved === true} />
      </Form.Item>
      {now && (
        <Form.Item name="removes_phone" valuePropName="checked">
          <Checkbox>{t('member.remove_phone')}</Checkbox>
        </Form.Item>
      )}
    </>
  )
}

function toValues({ name, gender, birthday, store_id, guide_id }: Member): Values {
  return { name, gender, birthday, store_id, guide_id, phone: '', removes_phone: false }
}

function toBody({ removes_phone, ...changed }: Changed<Values>): EditMemberBody {
  return removes_phone ? { ...changed, phone: null } : changed
}
