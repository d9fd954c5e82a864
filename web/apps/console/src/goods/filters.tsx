// What a list of SKUs can be asked for, whether it shows them or what a store asks for them.

import type { Words } from '@huitong/words/react'
import type { FilterField } from '@/ui/filters'
import { CategorySelect } from './categories/CategorySelect'

export function skuFilters({ t }: Words): FilterField[] {
  return [
    { kind: 'text', name: 'q', label: t('goods.search'), hint: t('goods.search_hint') },
    { kind: 'text', name: 'barcode', label: t('word.barcode'), hint: t('goods.barcode_hint') },
    {
      kind: 'own',
      name: 'category_id',
      label: t('word.category'),
      control: <CategorySelect placeholder={t('filter.all')} />,
    },
    {
      kind: 'select',
      name: 'may_be_sold',
      label: t('sku.state'),
      options: [
        { value: 'true', label: t('sku.on_sale') },
        { value: 'false', label: t('sku.stopped') },
      ],
    },
  ]
}
