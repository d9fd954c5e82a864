// What can be done about a promotion or template where it is in its life.

import type { OfferDetail } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { useMay } from '@/session/context'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { GiveToMember } from './coupons/GiveToMember'
import { IssueToMany } from './issues/IssueToMany'
import { PublishOffer } from './PublishOffer'
import { useDiscardDraft, useSetOfferState } from './queries'

type Window = 'publish' | 'pause' | 'resume' | 'end' | 'discard' | 'issue' | 'issue_one'

interface OfferActsProps {
  offer: OfferDetail
  etag: string
}

export function OfferActs({ offer, etag }: OfferActsProps) {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Window>()
  const close = () => setOpen(undefined)
  const { id, kind, state, has_draft, version } = offer
  const isEnded = state === 'ended'
  const mayWrite = may('offers.write') && !isEnded
  const mayIssue = may('coupons.issue') && kind === 'coupon' && state === 'live'
  const more = mayWrite
    ? [
        ...(state === 'live' ? [{ key: 'pause', label: t('offer.pause') }] : []),
        ...(has_draft ? [{ key: 'discard', label: t('offer.discard') }] : []),
        ...(version > 0 ? [{ key: 'end', label: t('offer.end'), danger: true }] : []),
      ]
    : []
  return (
    <>
      {mayIssue && <Button onClick={() => setOpen('issue_one')}>{t('offer.issue_one')}</Button>}
      {mayIssue && <Button onClick={() => setOpen('issue')}>{t('offer.issue')}</Button>}
      {mayWrite && (
        <Button onClick={() => navigate(`/offers/${id}/edit`)}>
          {t(has_draft ? 'offer.edit' : 'offer.edit_new')}
        </Button>
      )}
      {mayWrite && state === 'paused' && (
        <Button onClick={() => setOpen('resume')}>{t('offer.resume')}</Button>
      )}
      {mayWrite && has_draft && (
        <Button type="primary" onClick={() => setOpen('publish')}>
          {t('offer.publish')}
        </Button>
      )}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: more, onClick: ({ key }) => setOpen(key as Window) }}
        >
          <Button>{t('act.more')}</Button>
        </Dropdown>
      )}
      <OpenWindow open={open} offer={offer} etag={etag} close={close} />
    </>
  )
}

interface OpenWindowProps extends OfferActsProps {
  open: Window | undefined
  close: () => void
}

function OpenWindow({ open, offer, etag, close }: OpenWindowProps): ReactNode {
  const { t } = useWords()
  const { id, edit, version } = offer
  const set = useSetOfferState(id)
  const discard = useDiscardDraft(id)
  switch (open) {
    case 'issue':
      return <IssueToMany offerId={id} close={close} />
    case 'issue_one':
      return <GiveToMember offerId={id} close={close} />
    case 'publish':
      return <PublishOffer offer={offer} close={close} />
    case 'pause':
    case 'resume':
    case 'end': {
      const state = { pause: 'paused', resume: 'live', end: 'ended' } as const
      const done = { pause: 'paused', resume: 'resumed', end: 'ended' } as const
      return (
        <ConfirmAct
          name={`${open}_offer`}
          title={t(`offer.${open}`)}
          text={t(`offer.${open}_means`)}
          submitText={t(`offer.${open}`)}
          doneText={t(`offer.${done[open]}`)}
          isDanger={open === 'end'}
          close={close}
          act={() => set.mutateAsync({ edit, state: state[open] })}
        />
      )
    }
    case 'discard':
      return (
        <ConfirmAct
          name="discard_offer"
          title={t('offer.discard')}
          text={t(version > 0 ? 'offer.discard_means' : 'offer.discard_only')}
          submitText={t('offer.discard')}
          doneText={t('offer.discarded')}
          isDanger
          close={close}
          act={() => discard.mutateAsync(etag)}
        />
      )
    case undefined:
      return null
  }
}
