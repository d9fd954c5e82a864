// Choosing the stores of the price grid, as one filter of it: what it holds is what stands in the
// address, and where nothing does, what the grid shows then.

import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useStoreOptions } from '@/stores/StoreSelect'
import { MOST_STORES, storesAsAddress } from './stores'
import { useStoresAsked } from './useStoresAsked'

interface StoresInputProps {
  id?: string
  value?: string
  onChange?: (value: string) => void
}

export function StoresInput({ id, value, onChange }: StoresInputProps) {
  const { t } = useWords()
  return (
    <Select<string[]>
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      maxCount={MOST_STORES}
      maxTagCount="responsive"
      value={useStoresAsked(value)}
      onChange={(ids) => onChange?.(storesAsAddress(ids))}
      options={useStoreOptions()}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('price.chain_only')}
      style={{ minWidth: 280, maxWidth: 520 }}
    />
  )
}
