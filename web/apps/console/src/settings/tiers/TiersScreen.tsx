// 等级: their names, what members of each pay and earn, and which stands above which. A tier that
// members have cannot be taken away.

import type { Tagged, Tier } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Card, Input } from 'antd'
import { EditForm } from '@/ui/EditForm'
import { Page } from '@/ui/Page'
import { reread } from '@/ui/reread'
import { Answered } from '@/ui/states'
import { Editable, PageHint } from '../Editable'
import { EditRows } from '../EditRows'
import { formatPercent, formatTimes, RateInput } from '../RateInput'
import { between, onlyOnce, required, textUpTo } from '../rules'
import { useReplaceTiers, useTaggedTiers } from './queries'
import { type TierRow, type TierValues, toRows, toTiers } from './ranking'

const TIERS_MAX = 20

interface TierList {
  items: Tier[]
}

export function TiersScreen() {
  const { t } = useWords()
  const tiers = useTaggedTiers()
  return (
    <Page title={t('tier.title')}>
      <PageHint>{t('tier.page_hint')}</PageHint>
      <Answered query={tiers}>
        {(record) => <TiersForm record={record} reread={reread(tiers)} />}
      </Answered>
    </Page>
  )
}

interface TiersFormProps {
  record: Tagged<TierList>
  reread: () => Promise<Tagged<TierList>>
}

function TiersForm({ record, reread }: TiersFormProps) {
  const { t } = useWords()
  const replace = useReplaceTiers()
  return (
    <Editable permission="settings.write">
      <EditForm<TierList, TierValues>
        name="tiers"
        id="brand"
        record={record}
        reread={reread}
        toValues={toRows}
        save={({ etag, values }) => replace.mutateAsync({ etag, body: toTiers(values) })}
        fields={{
          tiers: {
            label: t('tier.title'),
            show: (tiers) => tiers.map((tier) => <Told key={tier.id ?? tier.name} tier={tier} />),
          },
        }}
      >
        <Card size="small">
          <p className="quiet" style={{ marginTop: 0 }}>
            {t('tier.order_hint')}
          </p>
          <TierRows />
        </Card>
      </EditForm>
    </Editable>
  )
}

function TierRows() {
  const words = useWords()
  const { t } = words
  return (
    <EditRows
      name="tiers"
      max={TIERS_MAX}
      isOrdered
      rowLabel={(place) => t('tier.row', { place })}
      addText={t('tier.add')}
      newRow={{ discount: 10_000, points_multiplier: 10_000 }}
      emptyText={t('tier.none_yet')}
      fields={[
        {
          name: 'name',
          label: t('tier.name'),
          rules: [...textUpTo(words, 40), ...onlyOnce<TierRow>(words, 'tiers', (row) => row.name)],
          control: <Input autoComplete="off" />,
        },
        {
          name: 'discount',
          label: t('tier.discount'),
          rules: [...required(words), ...between(words, 1, 10_000, formatPercent)],
          control: <RateInput unit={100} suffix="%" />,
        },
        {
          name: 'points_multiplier',
          label: t('tier.multiplier'),
          rules: [...required(words), ...between(words, 0, 100_000, formatTimes)],
          control: <RateInput unit={10_000} suffix={t('word.times')} />,
        },
      ]}
    />
  )
}

/** A tier in one line, where two edits met. */
function Told({ tier }: { tier: TierRow }) {
  const { t } = useWords()
  return (
    <div>
      {t('tier.told', {
        name: tier.name ?? '',
        discount: formatPercent(tier.discount),
        times: formatTimes(tier.points_multiplier),
      })}
    </div>
  )
}
