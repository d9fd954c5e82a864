// The draft of an offer edited over the state that it was read in; where there is none, it begins
// with what holds.

import type { OfferDetail, OfferTerms, Tagged } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useNavigate, useParams } from 'react-router'
import { Page } from '@/ui/Page'
import { reread } from '@/ui/reread'
import { Answered, NotFound } from '@/ui/states'
import { useOffer, useWriteDraft } from '../queries'
import { OfferForm } from './OfferForm'
import '../offers.css'

export function EditOfferScreen() {
  const { offerId = '' } = useParams()
  const offer = useOffer(offerId)
  return (
    <Answered query={offer}>
      {(tagged) => <Editing key={offerId} tagged={tagged} readAgain={reread(offer)} />}
    </Answered>
  )
}

interface EditingProps {
  tagged: Tagged<OfferDetail>
  readAgain: () => Promise<Tagged<OfferDetail>>
}

function Editing({ tagged, readAgain }: EditingProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { id, kind, name } = tagged.data
  const write = useWriteDraft(id)
  if (!termsOf(tagged.data)) return <NotFound />
  return (
    <Page title={t('offer_form.edit', { name })}>
      <OfferForm<OfferDetail>
        id={id}
        kind={kind}
        record={tagged}
        reread={readAgain}
        termsOf={(offer) => termsOf(offer) as OfferTerms}
        save={(etag, terms) => write.mutateAsync({ etag, terms })}
        saved={(wantsCheck) => void navigate(`/offers/${id}${wantsCheck ? '?tab=check' : ''}`)}
      />
    </Page>
  )
}

function termsOf({ draft, terms }: OfferDetail): OfferTerms | null | undefined {
  return draft ?? terms
}
