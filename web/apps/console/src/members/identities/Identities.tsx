// 会员卡 and 碰碰贴: what the member shows at a till, given and taken away.

import type { Member } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { useStoreTime } from '@/stores/time'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { Part } from '../Part'
import { AddCard, AddTag } from './AddIdentity'
import { useRemoveCard, useRemoveTag, useTags } from './queries'

interface Identity {
  id: string
  shown: string
  added_at: string
}

export function Identities({ member }: { member: Member }) {
  const { t } = useWords()
  const [open, setOpen] = useState<'card' | 'tag'>()
  const removeCard = useRemoveCard(member.id)
  const removeTag = useRemoveTag(member.id)
  const { data: tags } = useTags(member.id)
  const may = useMay()
  const canEdit = may('members.write') && ['active', 'frozen'].includes(member.state)
  const close = () => setOpen(undefined)
  return (
    <Part
      title={t('member.identities')}
      acts={
        canEdit && (
          <>
            <Button size="small" onClick={() => setOpen('card')}>
              {t('card.add')}
            </Button>
            <Button size="small" onClick={() => setOpen('tag')}>
              {t('tag.add')}
            </Button>
          </>
        )
      }
    >
      <IdentityList
        label={t('word.cards')}
        rows={member.cards.map(({ card_no, ...card }) => ({ ...card, shown: card_no }))}
        {...(canEdit ? { remove: (id) => removeCard.mutateAsync(id) } : {})}
      />
      <IdentityList
        label={t('word.tags')}
        rows={tags?.items.map(({ uid, ...tag }) => ({ ...tag, shown: uid })) ?? []}
        {...(canEdit ? { remove: (id) => removeTag.mutateAsync(id) } : {})}
      />
      {open === 'card' && <AddCard memberId={member.id} close={close} />}
      {open === 'tag' && <AddTag memberId={member.id} close={close} />}
    </Part>
  )
}

interface IdentityListProps {
  label: string
  rows: readonly Identity[]
  /** Absent for those who may not take one away. */
  remove?: (id: string) => Promise<unknown>
}

function IdentityList({ label, rows, remove }: IdentityListProps) {
  const { t } = useWords()
  const time = useStoreTime()
  const [removing, setRemoving] = useState<Identity>()
  return (
    <Flex gap={8} align="baseline" wrap style={{ marginBottom: 4 }}>
      <span className="quiet">{label}</span>
      {rows.length === 0 && <span className="quiet">–</span>}
      {rows.map((row) => (
        <span key={row.id}>
          <span className="num">{row.shown}</span>{' '}
          <span className="num quiet">{time(row.added_at)}</span>
          {remove && (
            <Button
              type="link"
              size="small"
              danger
              aria-label={t('identity.remove_one', { shown: row.shown })}
              onClick={() => setRemoving(row)}
            >
              {t('identity.remove')}
            </Button>
          )}
        </span>
      ))}
      {removing && remove && (
        <ConfirmAct
          name="remove_identity"
          title={t('identity.remove_one', { shown: removing.shown })}
          text={t('identity.remove_means')}
          submitText={t('identity.remove')}
          doneText={t('identity.removed')}
          isDanger
          close={() => setRemoving(undefined)}
          act={() => remove(removing.id)}
        />
      )}
    </Flex>
  )
}
