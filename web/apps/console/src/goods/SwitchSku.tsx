// 停售 and 恢复销售 of one SKU; its sisters are sold on.

import { type Goods, type Sku, type Tagged, taggedByVersion } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { orReread } from './orReread'
import { useEditSku } from './queries'
import { skuName } from './sku'

interface SwitchSkuProps {
  sku: Sku
  reread: () => Promise<Tagged<Goods>>
  close: () => void
}

export function SwitchSku({ sku, reread, close }: SwitchSkuProps) {
  const { t } = useWords()
  const edit = useEditSku(sku.id)
  const { is_active } = sku

  const { etag } = taggedByVersion(sku)
  const flip = () => edit.mutateAsync({ etag, body: { is_active: !is_active } })
  return (
    <ConfirmAct
      name="switch_sku"
      title={t(is_active ? 'sku.stop' : 'sku.restart')}
      text={t(is_active ? 'sku.stop_means' : 'sku.restart_means', {
        name: skuName(sku),
        code: sku.code,
      })}
      submitText={t(is_active ? 'sku.stop' : 'sku.restart')}
      doneText={t(is_active ? 'sku.stop_done' : 'sku.restart_done')}
      isDanger={is_active}
      close={close}
      act={() => orReread(flip(), reread)}
    />
  )
}
