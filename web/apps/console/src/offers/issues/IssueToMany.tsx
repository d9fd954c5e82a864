// 批量发券: a coupon for each member of an audience, done by a job that can be watched and stopped.

import type { IssueCoupons } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Form, Radio, Select } from 'antd'
import { useNavigate } from 'react-router'
import { useTiers } from '@/members/queries'
import { useStoreOptions } from '@/stores/StoreSelect'
import { ActModal } from '@/ui/ActModal'
import { ReasonField } from '@/ui/ReasonField'
import { useIssueCoupons } from '../queries'
import { MembersSelect } from './MembersSelect'

type Kind = IssueCoupons['to']['kind']
const KINDS: readonly Kind[] = ['all', 'tiers', 'stores', 'listed']

interface Values {
  kind: Kind
  tiers?: string[]
  stores?: string[]
  members?: string[]
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

function audienceOf({ kind, tiers = [], stores = [], members = [] }: Values): IssueCoupons['to'] {
  switch (kind) {
    case 'all':
      return { kind }
    case 'tiers':
      return { kind, any_of: tiers }
    case 'stores':
      return { kind, any_of: stores }
    case 'listed':
      return { kind, members }
  }
}

function Audience() {
  const { t } = useWords()
  const kind = Form.useWatch<Kind>('kind')
  const tiers = useTiers().data?.items ?? []
  const stores = useStoreOptions()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <>
      <Form.Item name="kind" label={t('issue.to')}>
        <Radio.Group
          options={KINDS.map((value) => ({ value, label: t(`issue.to_${value}`) }))}
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
    </>
  )
}
