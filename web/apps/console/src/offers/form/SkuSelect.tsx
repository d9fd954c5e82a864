// Choosing one SKU by a part of its name, code or barcode.

import type { Sku } from '@huitong/api'
import { formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { Select } from 'antd'
import { useState } from 'react'
import { skuName } from '@/goods/sku'
import { useSkuNames } from '../useNames'
import { useFoundSkus } from './queries'

interface SkuSelectProps {
  id?: string
  'aria-label'?: string
  value?: string | null
  onChange?: (skuId: string) => void
  /** The whole of what was chosen, with its prices. */
  pick?: (sku: Sku) => void
  placeholder?: string
}

export function SkuSelect({ value, onChange, pick, placeholder, ...rest }: SkuSelectProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const found = useFoundSkus(text)
  const nameOf = useSkuNames(value ? [value] : [])
  const rows = found.data?.items ?? []
  return (
    <Select
      {...rest}
      value={value ?? null}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      placeholder={placeholder ?? t('offer_form.sku')}
      labelRender={({ value: id, label }) => label ?? nameOf(String(id))}
      options={rows.map((sku) => ({
        value: sku.id,
        label: `${skuName(sku)} · ${formatMoney(sku.list_price)}`,
      }))}
      onChange={(id: string) => {
        const sku = rows.find((one) => one.id === id)
        if (sku) pick?.(sku)
        onChange?.(id)
        setText('')
      }}
      style={{ width: '100%' }}
    />
  )
}
