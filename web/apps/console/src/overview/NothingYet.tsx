// A brand without a sale: what to do first, for those who may.

import { useWords } from '@huitong/words/react'
import { Card } from 'antd'
import { EmptyState } from '@/ui/EmptyState'
import { type Lead, LeadCards } from '@/ui/LeadCards'

const FIRST_STEPS: readonly Lead[] = [
  {
    path: '/imports',
    word: 'first_steps.import',
    hint: 'first_steps.import_hint',
    permission: 'imports.run',
  },
  {
    path: '/goods/new',
    word: 'first_steps.goods',
    hint: 'first_steps.goods_hint',
    permission: 'goods.write',
  },
  {
    path: '/joining-links',
    word: 'first_steps.join',
    hint: 'first_steps.join_hint',
    permission: 'joining_links.write',
  },
  {
    path: '/settings/checkout',
    word: 'first_steps.rules',
    hint: 'first_steps.rules_hint',
    permission: 'settings.write',
  },
  {
    path: '/staff',
    word: 'first_steps.staff',
    hint: 'first_steps.staff_hint',
    permission: 'staff.write',
  },
  {
    path: '/sale',
    word: 'first_steps.sale',
    hint: 'first_steps.sale_hint',
    permission: 'orders.settle',
  },
]

export function NothingYet({ date }: { date: string }) {
  const { t } = useWords()
  return (
    <>
      <Card>
        <EmptyState text={t('overview.empty', { date })} />
      </Card>
      <LeadCards word="first_steps.title" leads={FIRST_STEPS} />
    </>
  )
}
