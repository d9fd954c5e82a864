// 新建: first the kind by a tile, then the form with the numbers of that kind.

import type { OfferKind } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Card } from 'antd'
import { useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { Page } from '@/ui/Page'
import { useCreateOffer } from '../queries'
import { OfferForm } from './OfferForm'
import { OfferSteps } from './OfferSteps'
import { startOf, type Tile, tilesFor } from './tiles'
import { toTerms, toValues } from './values'
import '../offers.css'

export function NewOfferScreen({ kind }: { kind: OfferKind }) {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const tile = tilesFor(kind).find((one) => one === search.get('kind'))
  return (
    <Page
      title={t(`offer.new_${kind}`)}
      beside={tile && <span className="quiet">{t(`tile.${tile}`)}</span>}
      acts={tile && <Button onClick={() => setSearch({})}>{t('offer_form.change_kind')}</Button>}
    >
      {tile ? (
        <NewForm key={tile} kind={kind} tile={tile} changeKind={() => setSearch({})} />
      ) : (
        <>
          <OfferSteps kind={kind} at="kind" canChooseKind go={() => {}} />
          <Tiles kind={kind} choose={(one) => setSearch({ kind: one })} />
        </>
      )}
    </Page>
  )
}

export function NewPromotionScreen() {
  return <NewOfferScreen key="promotion" kind="promotion" />
}

export function NewTemplateScreen() {
  return <NewOfferScreen key="coupon" kind="coupon" />
}

function Tiles({ kind, choose }: { kind: OfferKind; choose: (tile: Tile) => void }) {
  const { t } = useWords()
  return (
    <Card size="small" title={t('offer_form.choose')}>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('offer_form.choose_hint')}
      </p>
      <div className="offer-tiles">
        {tilesFor(kind).map((tile) => (
          <button key={tile} type="button" onClick={() => choose(tile)}>
            <strong>{t(`tile.${tile}`)}</strong>
            <span className="quiet">{t(`tile.${tile}_hint`)}</span>
          </button>
        ))}
      </div>
    </Card>
  )
}

interface NewFormProps {
  kind: OfferKind
  tile: Tile
  changeKind: () => void
}

function NewForm({ kind, tile, changeKind }: NewFormProps) {
  const navigate = useNavigate()
  const create = useCreateOffer()
  const made = useRef('')
  const start = { data: toTerms(startOf(kind, tile, '')), etag: '' }
  return (
    <OfferForm
      id={`new_${kind}_${tile}`}
      kind={kind}
      changeKind={changeKind}
      record={start}
      reread={() => Promise.resolve(start)}
      termsOf={(terms) => toTerms(toValues(terms))}
      save={async (_, terms) => {
        made.current = (await create.mutateAsync({ kind, terms })).id
      }}
      saved={(wantsCheck) =>
        void navigate(`/offers/${made.current}${wantsCheck ? '?tab=check' : ''}`, { replace: true })
      }
    />
  )
}
