// 新建规格: one more SKU of goods that are there already.

import { useWords } from '@huitong/words/react'
import { ActModal } from '@/ui/ActModal'
import { useAddSku } from './queries'
import { SkuFields } from './SkuFields'
import { EMPTY_SKU, type NewSkuValues, toCreateSku } from './sku'

export function AddSku({ goodsId, close }: { goodsId: string; close: () => void }) {
  const { t } = useWords()
  const add = useAddSku(goodsId)
  return (
    <ActModal<NewSkuValues>
      name="add_sku"
      title={t('sku.add')}
      submitText={t('act.save')}
      doneText={t('sku.added')}
      initialValues={EMPTY_SKU}
      close={close}
      submit={(values) => add.mutateAsync(toCreateSku(values))}
    >
      <SkuFields isNew />
    </ActModal>
  )
}
