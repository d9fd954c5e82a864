// A sample basket beside the form, priced with every change of the draft.

import type { GoodsGroup, OfferTerms, Sku } from '@huitong/api'
import type { PricingEngine, Quote } from '@huitong/pricing'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Card, Checkbox, Flex, InputNumber } from 'antd'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { NO_CATEGORIES, useCategories } from '@/goods/categories/queries'
import { useGroups } from '@/goods/groups/queries'
import { skuName } from '@/goods/sku'
import { PlainList } from '@/ui/PlainList'
import { Loading } from '@/ui/states'
import { asServerSays, sayOutcome } from '../explain'
import { sentences } from '../sentences'
import { groupsOf, useNames } from '../useNames'
import { inputOf, type SampleLine, useEngine } from './preview'
import { useFoundSkus } from './queries'
import { SkuSelect } from './SkuSelect'

const FIRST_LINES = 2
const QUANTITY_MAX = 999

export function Preview({ terms }: { terms: OfferTerms }) {
  const { t } = useWords()
  const [lines, setLines] = useState<SampleLine[]>([])
  const [isMember, setMember] = useState(true)
  const [isBegun, setBegun] = useState(false)
  const some = useFoundSkus('').data?.items
  const begin = useEffectEvent((skus: readonly Sku[]) => {
    if (isBegun) return
    setBegun(true)
    setLines(skus.slice(0, FIRST_LINES).map((sku) => ({ sku, quantity: 2 })))
  })
  // The preview begins with goods of this shop, so that it shows something at once.
  useEffect(() => some && begin(some), [some])
  const change = (sku: Sku, quantity: number | null) =>
    setLines(
      lines.map((line) => (line.sku.id === sku.id ? { sku, quantity: quantity ?? 1 } : line)),
    )
  return (
    <Card size="small" title={t('preview.title')} className="offer-preview">
      <Says terms={terms} />
      <Flex vertical gap={12}>
        <SkuSelect
          aria-label={t('preview.add')}
          placeholder={t('preview.add')}
          value={null}
          pick={(sku) =>
            setLines(
              lines.some((line) => line.sku.id === sku.id)
                ? lines
                : [...lines, { sku, quantity: 1 }],
            )
          }
        />
        <Checkbox checked={isMember} onChange={({ target }) => setMember(target.checked)}>
          {t('preview.member')}
        </Checkbox>
        {lines.length === 0 ? (
          <span className="quiet">{t('preview.empty')}</span>
        ) : (
          <Priced
            terms={terms}
            lines={lines}
            isMember={isMember}
            change={change}
            remove={(sku) => setLines(lines.filter((line) => line.sku.id !== sku.id))}
          />
        )}
        <span className="quiet">{t('preview.hint')}</span>
      </Flex>
    </Card>
  )
}

function Says({ terms }: { terms: OfferTerms }) {
  const words = useWords()
  const names = useNames([terms])
  return (
    <p className="settings-told" style={{ marginBottom: 12 }}>
      {sentences(words, terms, names).join(words.lang === 'zh' ? '；' : '; ')}
    </p>
  )
}

interface PricedProps {
  terms: OfferTerms
  lines: readonly SampleLine[]
  isMember: boolean
  change: (sku: Sku, quantity: number | null) => void
  remove: (sku: Sku) => void
}

function Priced(props: PricedProps) {
  const { t } = useWords()
  const engine = useEngine()
  if (engine.isError) return <Alert type="warning" showIcon title={t('preview.failed')} />
  if (!engine.data) return <Loading />
  return <Lines {...props} engine={engine.data} />
}

function useQuoted({ terms, lines, isMember, engine }: PricedProps & { engine: PricingEngine }) {
  const categories = useCategories().data ?? NO_CATEGORIES
  const named = useGroups(groupsOf(terms))
  // What they hold tells them apart, and a list that is made anew each time would not.
  const known = JSON.stringify([...named.values()])
  return useMemo((): Quote | undefined => {
    const groups = JSON.parse(known) as GoodsGroup[]
    try {
      const found = engine.quote(
        inputOf(terms, { lines, isMember, categories, groups }, new Date()),
      )
      return 'quote' in found ? found.quote : undefined
    } catch {
      return undefined
    }
  }, [engine, terms, lines, isMember, categories, known])
}

function Lines(props: PricedProps & { engine: PricingEngine }) {
  const words = useWords()
  const { t } = words
  const { lines, change, remove } = props
  const quote = useQuoted(props)
  const outcome = quote?.explanations[0]?.outcome
  const told = outcome && sayOutcome(words, asServerSays(outcome), () => '')
  return (
    <>
      <PlainList className="offer-sample">
        {lines.map(({ sku, quantity }, place) => {
          const name = skuName(sku)
          const priced = quote?.lines[place]
          return (
            <li key={sku.id}>
              <span className="offer-sample-name">{name}</span>
              <InputNumber<number>
                size="small"
                aria-label={t('preview.quantity_of', { name })}
                min={1}
                max={QUANTITY_MAX}
                precision={0}
                value={quantity}
                onChange={(typed) => change(sku, typed)}
                className="num"
              />
              <span className="num given">
                {priced && priced.discount > 0 && formatMoney(-priced.discount)}
              </span>
              <span className="num">{formatMoney(priced?.total ?? sku.list_price * quantity)}</span>
              <Button
                size="small"
                type="text"
                aria-label={t('preview.remove', { name })}
                onClick={() => remove(sku)}
              >
                ×
              </Button>
            </li>
          )
        })}
      </PlainList>
      {quote ? (
        <>
          <dl className="offer-sums" aria-live="polite">
            <div>
              <dt>{t('preview.before')}</dt>
              <dd className="num">{formatMoney(quote.gross)}</dd>
            </div>
            <div>
              <dt>{t('preview.off')}</dt>
              <dd className={quote.discount > 0 ? 'num given' : 'num'}>
                {formatMoney(0 - quote.discount)}
              </dd>
            </div>
            <div className="is-total">
              <dt>{t('preview.pay')}</dt>
              <dd className="num">{formatMoney(quote.total)}</dd>
            </div>
          </dl>
          {told && <span className={told.tone === 'good' ? 'given' : 'quiet'}>{told.text}</span>}
        </>
      ) : (
        <Alert type="info" title={t('preview.cannot')} />
      )}
    </>
  )
}
