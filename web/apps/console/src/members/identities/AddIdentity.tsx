// One more card or NFC tag for a member.

import type { AddCard as AddCardBody, AddTag as AddTagBody } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { ActModal } from '@/ui/ActModal'
import { ProFormText } from '@/ui/pro'
import { useAddCard, useAddTag } from './queries'

interface AddIdentityProps {
  memberId: string
  close: () => void
}

export function AddCard({ memberId, close }: AddIdentityProps) {
  const { t } = useWords()
  const add = useAddCard(memberId)
  return (
    <ActModal<AddCardBody>
      name="add_card"
      title={t('card.add')}
      submitText={t('card.add')}
      doneText={t('card.added')}
      close={close}
      submit={(values) => add.mutateAsync(values)}
    >
      <ProFormText
        name="card_no"
        label={t('card.number')}
        extra={t('card.number_hint')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        fieldProps={{ maxLength: 32, autoComplete: 'off' }}
      />
    </ActModal>
  )
}

export function AddTag({ memberId, close }: AddIdentityProps) {
  const { t } = useWords()
  const add = useAddTag(memberId)
  return (
    <ActModal<AddTagBody>
      name="add_tag"
      title={t('tag.add')}
      submitText={t('tag.add')}
      doneText={t('tag.added')}
      close={close}
      submit={(values) => add.mutateAsync(values)}
    >
      <ProFormText
        name="uid"
        label={t('tag.uid')}
        extra={t('tag.uid_hint')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
        fieldProps={{ maxLength: 32, autoComplete: 'off' }}
      />
    </ActModal>
  )
}
