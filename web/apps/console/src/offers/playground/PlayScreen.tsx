// 试算台: what a member would pay in a store for some goods, and what became of each offer and why.

import type { OfferExplanation, Quote } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Alert, Card, Flex, Form } from 'antd'
import { useState } from 'react'
import { MemberSelect } from '@/members/MemberSelect'
import { TextLink } from '@/members/TextLink'
import { BasketTable } from '@/sale/BasketTable'
import { type BasketLine, itemsOf, withoutSku, withQuantity, withSku } from '@/sale/basket'
import { useQuote } from '@/sale/queries'
import { useMay } from '@/session/context'
import { useChosenStore } from '@/stores/chosen'
import { useHomeStore } from '@/stores/home'
import { useStores } from '@/stores/queries'
import { StoreSelect } from '@/stores/StoreSelect'
import { chosen } from '@/ui/answer'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { sayError } from '@/ui/problems'
import { StateTag } from '@/ui/StateTag'
import { Table } from '@/ui/Table'
import { sayOutcome } from '../explain'
import { MomentInput } from '../form/inputs'
import { SkuSelect } from '../form/SkuSelect'
import '@/sale/sale.css'
import '../offers.css'

/** Within what the server takes, ten years, on whichever clock. */
const YEARS = 9

export function PlayScreen() {
  const words = useWords()
  const { t } = words
  const may = useMay()
  const { storeId: watched } = useChosenStore()
  const home = useHomeStore()
  const stores = useStores()
  const [storeId, setStoreId] = useState<string | undefined>(watched ?? home)
  const [memberId, setMemberId] = useState<string>()
  const [at, setAt] = useState<string>()
  const [lines, setLines] = useState<BasketLine[]>([])
  const asked = chosen({ store_id: storeId ?? '', member_id: memberId, at, lines: itemsOf(lines) })
  const { quote, error } = useQuote({ ...asked, store_id: storeId ?? '' })
  return (
    <Page title={t('play.title')}>
      <span className="quiet">{t('play.hint')}</span>
      <div className="sale">
        <Card size="small" title={t('play.goods')}>
          <Form layout="vertical">
            <div className="sale-head" style={{ marginBottom: 12 }}>
              <Form.Item label={t('word.store')} htmlFor="play_store">
                <StoreSelect id="play_store" value={storeId} onChange={setStoreId} />
              </Form.Item>
              {may('members.read') && (
                <Form.Item label={t('word.member')} htmlFor="play_member">
                  <MemberSelect
                    id="play_member"
                    value={memberId}
                    allowClear
                    onChange={setMemberId}
                  />
                </Form.Item>
              )}
              {may('offers.read') && (
                <Form.Item label={t('play.at')} htmlFor="play_at" tooltip={t('play.at_hint')}>
                  <MomentInput
                    id="play_at"
                    value={at}
                    onChange={setAt}
                    placeholder={t('play.now')}
                    zone={stores.get(storeId ?? '')?.zone}
                    years={YEARS}
                  />
                </Form.Item>
              )}
              <Form.Item label={t('preview.add')} htmlFor="play_goods">
                <SkuSelect
                  id="play_goods"
                  value={null}
                  pick={(sku) => setLines((before) => withSku(before, sku))}
                />
              </Form.Item>
            </div>
          </Form>
          <BasketTable
            lines={lines}
            quote={quote}
            refusal={undefined}
            setQuantity={(id, quantity) => setLines(withQuantity(lines, id, quantity))}
            remove={(id) => setLines(withoutSku(lines, id))}
          />
        </Card>
        <Card size="small" title={t('play.result')}>
          {error ? <Alert type="error" showIcon title={sayError(words, error)} /> : null}
          {quote ? <Sums quote={quote} /> : <EmptyState text={t('play.empty')} />}
        </Card>
      </div>
      {quote && (
        <Card size="small" title={t('play.offers')}>
          <Flex vertical gap={12}>
            {!quote.is_best_of_all && <Alert type="info" showIcon title={t('play.not_best')} />}
            <Explained quote={quote} />
          </Flex>
        </Card>
      )}
    </Page>
  )
}

function Sums({ quote }: { quote: Quote }) {
  const { t } = useWords()
  return (
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
      {quote.gifts.map(({ offer_id, sku_id, name, quantity }) => (
        <div key={`${offer_id} ${sku_id}`}>
          <dt>{t('preview.gifts')}</dt>
          <dd>
            {name} × {quantity}
          </dd>
        </div>
      ))}
      <div className="is-total">
        <dt>{t('preview.pay')}</dt>
        <dd className="num">{formatMoney(quote.total)}</dd>
      </div>
    </dl>
  )
}

function Explained({ quote }: { quote: Quote }) {
  const words = useWords()
  const { t, code } = words
  const may = useMay()
  const nameOf = (id: string) =>
    quote.explanations.find(({ offer_id }) => offer_id === id)?.name ?? ''
  return (
    <Table<OfferExplanation>
      size="small"
      asCards
      rowKey={({ offer_id, coupon_id }) => `${offer_id} ${coupon_id ?? ''}`}
      dataSource={quote.explanations}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <EmptyState text={t('play.none')} /> }}
      columns={[
        {
          key: 'name',
          title: t('offer.name'),
          render: (_, { offer_id, name, layer }) =>
            layer === 'standing' || !may('offers.read') ? (
              name
            ) : (
              <TextLink to={`/offers/${offer_id}`}>{name}</TextLink>
            ),
        },
        { key: 'layer', title: t('offer.layer'), render: (_, { layer }) => code('layer', layer) },
        {
          key: 'outcome',
          title: t('play.outcome'),
          onPhone: 'wide',
          render: (_, { outcome }) => {
            const { text, tone } = sayOutcome(words, outcome, nameOf)
            return <StateTag tone={tone}>{text}</StateTag>
          },
        },
      ]}
    />
  )
}
