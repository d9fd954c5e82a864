// Goods by barcode, code or a part of their name, with what the store asks for them and has.

import type { Sku } from '@huitong/api'
import { formatCount, formatMoney } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import type { InputRef } from 'antd'
import { type Ref, useState } from 'react'
import { skuName } from '@/goods/sku'
import { lookUpSku, useFoundSkus } from './queries'
import { ScanField } from './ScanField'

interface GoodsFieldProps {
  ref: Ref<InputRef>
  storeId: string
  pick: (sku: Sku) => void
}

export function GoodsField({ ref, storeId, pick }: GoodsFieldProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const found = useFoundSkus(text, storeId)
  return (
    <ScanField<Sku>
      ref={ref}
      label={t('sale.goods')}
      hint={t(storeId ? 'sale.goods_hint' : 'sale.choose_store')}
      isDisabled={!storeId}
      text={text}
      setText={setText}
      found={found.data ?? []}
      rowKey={({ id }) => id}
      line={(sku) => <SkuLine sku={sku} />}
      look={(typed) => lookUpSku(typed, storeId)}
      pick={pick}
    />
  )
}

function SkuLine({ sku }: { sku: Sku }) {
  const { t } = useWords()
  const { at_store, code, list_price } = sku
  const stock = at_store?.stock
  return (
    <>
      <span className="scan-title">{skuName(sku)}</span>
      <span className="quiet num">
        {code}
        {stock != null && ` · ${t('sale.stock', { count: formatCount(stock) })}`}
      </span>
      <span className="num">{formatMoney(at_store?.list_price ?? list_price)}</span>
    </>
  )
}
