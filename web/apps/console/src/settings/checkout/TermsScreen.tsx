// 规则: how a sale earns points, how points and stored value pay, what a top-up gives on top. All
// of it is one record, saved as a whole: tills take it up with the next order.

import type { Tagged, Terms } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { EditForm } from '@/ui/EditForm'
import { Page } from '@/ui/Page'
import { reread } from '@/ui/reread'
import { Answered } from '@/ui/states'
import { Editable, PageHint } from '../Editable'
import { PointsFields } from './PointsFields'
import { useReplaceTerms, useTaggedTerms } from './queries'
import { StoredValueFields } from './StoredValueFields'
import { sayCaps, sayEarn, sayExpiry, sayLadder, sayOffset } from './sentences'

export function TermsScreen() {
  const { t } = useWords()
  const terms = useTaggedTerms()
  return (
    <Page title={t('terms.title')}>
      <PageHint>{t('terms.page_hint')}</PageHint>
      <Answered query={terms}>
        {(record) => <TermsForm record={record} reread={reread(terms)} />}
      </Answered>
    </Page>
  )
}

interface TermsFormProps {
  record: Tagged<Terms>
  reread: () => Promise<Tagged<Terms>>
}

function TermsForm({ record, reread }: TermsFormProps) {
  const words = useWords()
  const { t, code } = words
  const replace = useReplaceTerms()
  const yesNo = (isOn: boolean) => t(isOn ? 'word.yes' : 'word.no')
  return (
    <Editable permission="settings.write">
      <EditForm<Terms, Terms>
        name="checkout_terms"
        id="brand"
        record={record}
        reread={reread}
        toValues={(terms) => ({ ...terms, points_valid_days: terms.points_valid_days ?? null })}
        save={({ etag, values }) => replace.mutateAsync({ etag, body: values })}
        fields={{
          earn: { label: t('terms.earn'), show: (earn) => sayEarn(words, earn) },
          offset: { label: t('terms.offset'), show: (offset) => sayOffset(words, offset) },
          points_valid_days: {
            label: t('terms.expiry'),
            show: (days) => sayExpiry(words, days),
          },
          member_price_excludes_tier: { label: t('terms.price'), show: yesNo },
          ladder: { label: t('terms.ladder'), show: (ladder) => sayLadder(words, ladder) },
          caps: { label: t('terms.caps'), show: (caps) => sayCaps(words, caps) },
          draw_order: {
            label: t('terms.draw_order'),
            show: (order) => code('draw_order', order),
          },
        }}
      >
        <PointsFields />
        <StoredValueFields />
      </EditForm>
    </Editable>
  )
}
