// Choosing a category by its whole path, and how one is called: the same. A list of paths, since
// the tree of the library cannot be read out by screen readers.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { type Categories, inTreeOrder, pathOf } from './categories'
import { NO_CATEGORIES, useCategories } from './queries'

interface CategorySelectProps {
  id?: string
  value?: string | null | undefined
  onChange?: (categoryId: string | undefined) => void
  placeholder?: string
  /** What it is called where no label says it all. */
  ariaLabel?: string
  /** Those that cannot be chosen, such as a category itself as its own parent. */
  without?: readonly string[]
}

export function CategorySelect(props: CategorySelectProps) {
  const { value, placeholder, ariaLabel, without = [], ...rest } = props
  const { t } = useWords()
  const categories = useCategories().data ?? NO_CATEGORIES
  const options = inTreeOrder(categories)
    .filter(({ id }) => !without.includes(id))
    .map(({ id }) => ({ value: id, label: sayPath(categories, id) }))
  return (
    <Select
      {...rest}
      {...(ariaLabel ? { 'aria-label': ariaLabel } : {})}
      value={value ?? null}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      labelRender={({ value: id, label }) => label ?? <CategoryPath id={String(id)} />}
      placeholder={placeholder ?? t('category.choose')}
      popupMatchSelectWidth={false}
      style={{ minWidth: 160, width: '100%' }}
    />
  )
}

export function CategoryPath({ id }: { id: string | null | undefined }) {
  const { t } = useWords()
  const categories = useCategories()
  if (!id) return <span className="quiet">{t('category.none')}</span>
  const unknown = categories.isLoading ? '…' : t('category.out_of_sight')
  return sayPath(categories.data ?? NO_CATEGORIES, id) || <span className="quiet">{unknown}</span>
}

function sayPath(categories: Categories, id: string): string {
  return pathOf(categories, id)
    .map(({ name }) => name)
    .join(' / ')
}
