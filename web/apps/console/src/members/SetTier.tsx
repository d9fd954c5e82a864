// 设等级: a tier by hand, with the reason.

import { useWords } from '@huitong/words/react'
import { ActModal } from '@/ui/ActModal'
import { ProFormSelect } from '@/ui/pro'
import { ReasonField } from '@/ui/ReasonField'
import { useSetTier } from './acts'
import type { MemberActProps } from './MemberActs'
import { useTiers } from './queries'
import { TierName } from './TierName'

const NO_TIER = 'none'

interface Values {
  tier_id: string
  reason: string
}

export function SetTier({ member, close }: MemberActProps) {
  const { t } = useWords()
  const setTier = useSetTier(member.id)
  const tiers = useTiers()
  const options = [
    { value: NO_TIER, label: t('tier.none') },
    ...(tiers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <ActModal<Values>
      name="set_tier"
      title={t('member.set_tier')}
      submitText={t('act.save')}
      doneText={t('member.set_tier_done')}
      initialValues={{ tier_id: member.tier_id ?? NO_TIER }}
      close={close}
      submit={({ tier_id, reason }) =>
        setTier.mutateAsync({ tier_id: tier_id === NO_TIER ? null : tier_id, reason })
      }
    >
      <ProFormSelect
        name="tier_id"
        label={t('word.tier')}
        options={options}
        allowClear={false}
        fieldProps={{
          labelRender: ({ value, label }) => label ?? <TierName id={String(value)} />,
        }}
      />
      <ReasonField />
    </ActModal>
  )
}
