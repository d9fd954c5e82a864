// Choosing what is on one side of a group: categories by their path, goods and SKUs by a search.
// What the other side has cannot be chosen.

import type { NamedPick } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Flex, Form } from 'antd'
import { CategorySelect } from '../categories/CategorySelect'
import { NO_CATEGORIES, useCategories } from '../categories/queries'
import { GoodsSearch } from './GoodsSearch'
import { PicksTable } from './PicksTable'
import { keyOf, pickOfCategory, withoutPick, withPick } from './picks'

interface PicksInputProps {
  id?: string
  value?: NamedPick[]
  onChange?: (picks: NamedPick[]) => void
  /** How this side is called. */
  side: string
  /** The field of the other side. */
  other: string
}

export function PicksInput({ id, value = [], onChange, side, other }: PicksInputProps) {
  const { t } = useWords()
  const form = Form.useFormInstance()
  const others: NamedPick[] = Form.useWatch(other, form) ?? []
  const categories = useCategories().data ?? NO_CATEGORIES
  const taken = [...value, ...others].map(keyOf)
  const add = (one: NamedPick) => onChange?.(withPick(value, one))

  function addCategory(categoryId: string | undefined) {
    const category = categories.get(categoryId ?? '')
    if (category) add(pickOfCategory(category.id, category.name))
  }

  return (
    <Flex vertical gap={8}>
      <div className="picks-choose">
        <CategorySelect
          {...(id ? { id } : {})}
          ariaLabel={t('goods_group.add_to', { side, what: t('goods_group.add_category') })}
          placeholder={t('goods_group.add_category')}
          onChange={addCategory}
          without={taken}
        />
        <GoodsSearch
          label={t('goods_group.add_to', { side, what: t('goods_group.add_goods') })}
          taken={taken}
          pick={add}
        />
      </div>
      <PicksTable picks={value} remove={(key) => onChange?.(withoutPick(value, key))} />
    </Flex>
  )
}
