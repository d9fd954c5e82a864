// Choosing goods for an offer: product groups, categories with all that is below them and single
// SKUs, in one field that is searched.

import type { GoodsPick } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { inTreeOrder, pathOf } from '@/goods/categories/categories'
import { NO_CATEGORIES, useCategories } from '@/goods/categories/queries'
import { useGroupsLike } from '@/goods/groups/queries'
import { skuName } from '@/goods/sku'
import { useGroupNames, useSkuNames } from '../useNames'
import { useFoundSkus } from './queries'

interface PicksInputProps {
  id?: string
  value?: GoodsPick[]
  onChange?: (picks: GoodsPick[]) => void
}

const SHOWN_MAX = 30

export function PicksInput({ id, value = [], onChange }: PicksInputProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const categories = useCategories().data ?? NO_CATEGORIES
  const found = useFoundSkus(text)
  const groups = useGroupsLike(text)
  const idsOf = (wanted: GoodsPick['kind']) =>
    value.flatMap(({ kind, id: one }) => (kind === wanted ? [one] : []))
  const nameOf = useSkuNames(idsOf('sku'))
  const groupOf = useGroupNames(idsOf('group'))
  const path = (category: string) =>
    pathOf(categories, category)
      .map(({ name }) => name)
      .join(' / ')
  const typed = text.trim().toLowerCase()
  const inTree = inTreeOrder(categories)
    .map(({ id: category }) => ({ value: `category:${category}`, label: path(category) }))
    .filter(({ label }) => label.toLowerCase().includes(typed))
    .slice(0, SHOWN_MAX)
  const skus = (found.data?.items ?? []).map((sku) => ({
    value: `sku:${sku.id}`,
    label: `${skuName(sku)} · ${sku.code}`,
  }))
  const inGroups = (groups.data ?? []).map(({ id: group, name }) => ({
    value: `group:${group}`,
    label: name,
  }))
  const say = (key: string) => {
    const [kind, one = ''] = key.split(':')
    if (kind === 'category') return path(one) || '…'
    return kind === 'sku' ? nameOf(one) : groupOf(one)
  }
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching || groups.isFetching}
      value={value.map(keyOf)}
      options={[
        { label: t('offer.some_group'), options: inGroups },
        { label: t('word.category'), options: inTree },
        { label: t('word.sku'), options: skus },
      ].filter(({ options }) => options.length > 0)}
      labelRender={({ value: key, label }) => label ?? say(String(key))}
      placeholder={t('offer_form.pick')}
      style={{ width: '100%' }}
      onChange={(keys: string[]) => {
        setText('')
        onChange?.(keys.map(pickOf))
      }}
    />
  )
}

function keyOf({ kind, id }: GoodsPick): string {
  return `${kind}:${id}`
}

function pickOf(key: string): GoodsPick {
  const [kind = 'sku', id = ''] = key.split(':')
  return { kind: kind as GoodsPick['kind'], id }
}
