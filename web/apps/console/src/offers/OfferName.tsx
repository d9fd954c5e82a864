// A promotion or coupon template by its name, as a link to its page.

import { useWords } from '@huitong/words/react'
import { TextLink } from '@/members/TextLink'
import { useMay } from '@/session/context'
import { useOffer } from './queries'

export function OfferName({ id }: { id: string }) {
  const { t } = useWords()
  const may = useMay()
  return may('offers.read') ? <Named id={id} /> : <span>{t('nav.promotions')}</span>
}

function Named({ id }: { id: string }) {
  const { t } = useWords()
  const { data, isError } = useOffer(id)
  if (isError) return <span className="quiet">{t('problem.offers.offer_not_found')}</span>
  if (!data) return <span className="quiet">…</span>
  return <TextLink to={`/offers/${id}`}>{data.data.name}</TextLink>
}
