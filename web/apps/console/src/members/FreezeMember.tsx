// 冻结 and 解冻, each with its reason.

import { useWords } from '@huitong/words/react'
import { ActModal } from '@/ui/ActModal'
import { ReasonField } from '@/ui/ReasonField'
import { useFreezeMember, useUnfreezeMember } from './acts'
import type { MemberActProps } from './MemberActs'

export function FreezeMember({ member, close }: MemberActProps) {
  const { t } = useWords()
  const freeze = useFreezeMember(member.id)
  return (
    <ActModal<{ reason: string }>
      name="freeze_member"
      title={t('member.freeze')}
      submitText={t('member.freeze')}
      doneText={t('member.freeze_done')}
      isDanger
      close={close}
      submit={(values) => freeze.mutateAsync(values)}
    >
      <p>{t('member.freeze_means')}</p>
      <ReasonField />
    </ActModal>
  )
}

export function UnfreezeMember({ member, close }: MemberActProps) {
  const { t } = useWords()
  const unfreeze = useUnfreezeMember(member.id)
  return (
    <ActModal<{ reason: string }>
      name="unfreeze_member"
      title={t('member.unfreeze')}
      submitText={t('member.unfreeze')}
      doneText={t('member.unfreeze_done')}
      close={close}
      submit={(values) => unfreeze.mutateAsync(values)}
    >
      <ReasonField />
    </ActModal>
  )
}
