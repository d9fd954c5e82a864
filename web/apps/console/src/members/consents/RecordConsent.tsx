// Writes down that a consent was given or withdrawn: where it was said, and by whom. What is given
// is given to a text in a version, which is shown.

import type { Member, RecordConsent as RecordConsentBody } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Form } from 'antd'
import { usePolicies } from '@/settings/policies/queries'
import { useHomeStore } from '@/stores/home'
import { StoreSelect } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { chosen } from '@/ui/answer'
import { ProFormRadio, ProFormTextArea } from '@/ui/pro'
import { OriginField } from './OriginField'
import { PolicyText } from './PolicyText'
import { useRecordConsent } from './queries'
import type { ContactChannel, Purpose } from './standing'

export interface Saying {
  purpose: Purpose
  channel: ContactChannel
  isGiven: boolean
}

interface RecordConsentProps {
  member: Member
  isChild: boolean
  saying: Saying
  close: () => void
}

type Values = Pick<RecordConsentBody, 'said_by' | 'origin' | 'note'> & { store_id?: string }

export function RecordConsent({ member, isChild, saying, close }: RecordConsentProps) {
  const { t, code } = useWords()
  const record = useRecordConsent(member.id)
  const policies = usePolicies()
  const store_id = useHomeStore()
  const { purpose, channel, isGiven } = saying
  const policy = policies.data?.items.find((one) => one.purpose === purpose)
  const speakers = whoMaySay(isChild, isGiven)
  const about = channel === 'all' ? undefined : code('contact_channel', channel)
  const title = [code('purpose', purpose), about].filter(Boolean).join(' · ')
  return (
    <ActModal<Values>
      name="record_consent"
      title={t(isGiven ? 'consent.give_title' : 'consent.withdraw_title', { what: title })}
      submitText={t(isGiven ? 'consent.give' : 'consent.withdraw')}
      doneText={t('consent.recorded')}
      initialValues={chosen({ said_by: speakers[0], origin: 'till' as const, store_id })}
      isDanger={!isGiven}
      close={close}
      submit={(values) =>
        record.mutateAsync(
          chosen({
            purpose,
            channel,
            is_given: isGiven,
            policy_version: isGiven ? policy?.version : undefined,
            ...values,
          }),
        )
      }
    >
      {isGiven && policies.data && <PolicyText policy={policy} />}
      <ProFormRadio.Group
        name="said_by"
        label={t('consent.said_by')}
        options={speakers.map((value) => ({ value, label: code('said_by', value) }))}
      />
      <OriginField />
      <Form.Item name="store_id" label={t('word.store')}>
        <StoreSelect />
      </Form.Item>
      <ProFormTextArea
        name="note"
        label={t('word.note')}
        fieldProps={{ maxLength: 200, showCount: true, autoSize: { minRows: 1, maxRows: 4 } }}
      />
    </ActModal>
  )
}

/** Nobody gives for somebody else, but a guardian for a child; staff may withdraw. */
function whoMaySay(isChild: boolean, isGiven: boolean): RecordConsentBody['said_by'][] {
  if (isGiven) return [isChild ? 'guardian' : 'member']
  return isChild ? ['guardian', 'member', 'staff'] : ['member', 'staff']
}
