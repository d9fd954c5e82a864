// 审批与安全: for which acts a second person decides, who needs a second factor, how many numbers
// one may unmask; and the keys behind signed member codes.

import type { AccessPolicy, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { EditForm } from '@/ui/EditForm'
import { Page } from '@/ui/Page'
import { reread } from '@/ui/reread'
import { Answered } from '@/ui/states'
import { Editable, PageHint } from '../Editable'
import { CodeKeysCard } from './CodeKeysCard'
import { LimitFields, sayLimit } from './LimitFields'
import {
  ACTIONS,
  type Action,
  type LimitValue,
  type PolicyValues,
  toPolicy,
  toPolicyValues,
} from './limits'
import { PeopleFields } from './PeopleFields'
import { useAccessPolicy, useReplaceAccessPolicy } from './queries'

export function AccessPolicyScreen() {
  const { t } = useWords()
  const policy = useAccessPolicy()
  return (
    <Page title={t('access_policy.title')}>
      <PageHint>{t('access_policy.page_hint')}</PageHint>
      <Answered query={policy}>
        {(record) => <PolicyForm record={record} reread={reread(policy)} />}
      </Answered>
      <CodeKeysCard />
    </Page>
  )
}

interface PolicyFormProps {
  record: Tagged<AccessPolicy>
  reread: () => Promise<Tagged<AccessPolicy>>
}

function PolicyForm({ record, reread }: PolicyFormProps) {
  const words = useWords()
  const { t, code } = words
  const replace = useReplaceAccessPolicy()
  const limit = (action: Action) => ({
    label: code('approval_action', action),
    show: (value: LimitValue) => sayLimit(words, action, value),
  })
  return (
    <Editable permission="security.write">
      <EditForm<AccessPolicy, PolicyValues>
        name="access_policy"
        id="brand"
        record={record}
        reread={reread}
        toValues={toPolicyValues}
        save={({ etag, values }) => replace.mutateAsync({ etag, body: toPolicy(values) })}
        fields={{
          ...(Object.fromEntries(ACTIONS.map((action) => [action, limit(action)])) as Record<
            Action,
            ReturnType<typeof limit>
          >),
          approval_days: { label: t('access_policy.approval_days') },
          unmask_day_max: { label: t('access_policy.unmask_day_max') },
          second_factor_roles: {
            label: t('access_policy.second_factor'),
            show: (roles) => roles.map((role) => code('role', role)).join(' · '),
          },
        }}
      >
        <Card size="small" title={t('access_policy.limits')}>
          <LimitFields />
        </Card>
        <Card size="small" title={t('access_policy.people')}>
          <PeopleFields />
        </Card>
      </EditForm>
    </Editable>
  )
}
