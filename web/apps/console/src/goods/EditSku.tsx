// 编辑规格: all of a SKU but its code and its goods, which stay.

import { type Sku, taggedByVersion } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { EditModal } from '@/ui/EditModal'
import { readSku, useEditSku } from './queries'
import { SkuFields } from './SkuFields'
import { type SkuValues, skuName, toEditSku, toSkuValues } from './sku'

export function EditSku({ sku, close }: { sku: Sku; close: () => void }) {
  const { t } = useWords()
  const edit = useEditSku(sku.id)
  return (
    <EditModal<Sku, SkuValues>
      name="edit_sku"
      id={sku.id}
      title={t('sku.edit', { name: skuName(sku), code: sku.code })}
      record={taggedByVersion(sku)}
      reread={() => readSku(sku.id)}
      toValues={toSkuValues}
      save={({ etag, changed }) => edit.mutateAsync({ etag, body: toEditSku(changed) })}
      fields={{
        name: { label: t('sku.name') },
        barcodes: { label: t('sku.barcodes'), show: (barcodes) => barcodes.join(', ') },
        list_price: { label: t('price.list') },
        member_price: { label: t('price.member') },
        cost_price: { label: t('price.cost') },
        keeps_stock: {
          label: t('sku.keeps_stock'),
          show: (keeps) => t(keeps ? 'filter.yes' : 'filter.no'),
        },
      }}
      close={close}
    >
      <SkuFields isNew={false} />
    </EditModal>
  )
}
