// 批量发券: a coupon for each member of an audience, done by a job that can be watched and stopped.

import type { IssueCoupons } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Form, Radio, Select } from 'antd'
import { useNavigate } from 'react-router'
import { useTiers } from '@/members/queries'
import { useMay } from '@/session/context'
import { useStoreOptions } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { ReasonField } from '@/ui/ReasonField'
import { useIssueCoupons } from '../queries'
import { MembersSelect } from './MembersSelect'
import { PastedMembers } from './PastedMembers'

/** A list that is pasted is sent as one that was chosen. */
type Kind = IssueCoupons['to']['kind'] | 'pasted'
const KINDS: readonly Kind[] = ['all', 'tiers', 'stores', 'listed', 'pasted']
/** They are of no use to whoever may not see members. */
const OF_MEMBERS: readonly Kind[] = ['listed', 'pasted']

interface Values {
  kind: Kind
  tiers?: string[]
  stores?: string[]
  members?: string[]
  pasted?: string[]
  reason: string
}

export function IssueToMany({ offerId, close }: { offerId: string; close: () => void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const issue = useIssueCoupons()
  return (
    <ActModal<Values>
      name="issue_coupons"
      title={t('issue.title')}
      submitText={t('issue.title')}
      doneText={t('issue.begun')}
      initialValues={{ kind: 'tiers' }}
      close={close}
      submit={async (values) => {
        const body = { offer_id: offerId, to: audienceOf(values), reason: values.reason.trim() }
        await issue.mutateAsync(body)
        void navigate(`/offers/${offerId}?tab=issues`, { replace: true })
      }}
    >
      <Audience />
      <Alert type="info" showIcon title={t('issue.confirm')} style={{ marginBottom: 16 }} />
      <ReasonField />
    </ActModal>
  )
}

function audienceOf(values: Values): IssueCoupons['to'] {
  const { kind, tiers = [], stores = [], members = [], pasted = [] } = values
  switch (kind) {
    case 'all':
      return { kind }
    case 'tiers':
      return { kind, any_of: tiers }
    case 'stores':
      return { kind, any_of: stores }
    case 'listed':
      return { kind, members }
    case 'pasted':
      return { kind: 'listed', members: pasted }
  }
}

function Audience() {
  const { t } = useWords()
  const kind = Form.useWatch<Kind>('kind')
  const may = useMay()
  const kinds = KINDS.filter((one) => may('members.read') || !OF_MEMBERS.includes(one))
  const tiers = useTiers().data?.items ?? []
  const stores = useStoreOptions()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <>
      <Form.Item name="kind" label={t('issue.to')}>
        <Radio.Group
          options={kinds.map((value) => ({ value, label: t(`issue.to_${value}`) }))}
          optionType="button"
        />
      </Form.Item>
      {kind === 'tiers' && (
        <Form.Item name="tiers" label={t('word.tier')} rules={required}>
          <Select
            mode="multiple"
            options={tiers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      {kind === 'stores' && (
        <Form.Item name="stores" label={t('word.store')} rules={required}>
          <Select mode="multiple" options={stores} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
      {kind === 'listed' && (
        <Form.Item name="members" label={t('word.member')} rules={required}>
          <MembersSelect />
        </Form.Item>
      )}
      {kind === 'pasted' && (
        <Form.Item
          name="pasted"
          label={t('issue.paste')}
          rules={[{ required: true, message: t('issue.look_up_first') }]}
        >
          <PastedMembers />
        </Form.Item>
      )}
    </>
  )
}
