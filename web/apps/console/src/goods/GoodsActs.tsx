// What may be done about goods as a whole: edit them, stop selling them, sell them again.

import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { EditGoods } from './EditGoods'
import type { GoodsPageProps } from './GoodsScreen'
import { orReread } from './orReread'
import { useEditGoods } from './queries'

type Window = 'edit' | 'switch'

export function GoodsActs({ goods, reread }: GoodsPageProps) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState<Window>()
  const close = () => setOpen(undefined)
  if (!may('goods.write')) return null
  const { is_active } = goods.data
  return (
    <>
      <Button danger={is_active} onClick={() => setOpen('switch')}>
        {t(is_active ? 'goods.stop' : 'goods.restart')}
      </Button>
      <Button type="primary" onClick={() => setOpen('edit')}>
        {t('goods.edit')}
      </Button>
      {open === 'edit' && <EditGoods goods={goods} reread={reread} close={close} />}
      {open === 'switch' && <SwitchGoods goods={goods} reread={reread} close={close} />}
    </>
  )
}

function SwitchGoods({ goods, reread, close }: GoodsPageProps & { close: () => void }) {
  const { t } = useWords()
  const { id, is_active } = goods.data
  const edit = useEditGoods(id)

  const flip = () => edit.mutateAsync({ etag: goods.etag, body: { is_active: !is_active } })
  return (
    <ConfirmAct
      name="switch_goods"
      title={t(is_active ? 'goods.stop' : 'goods.restart')}
      text={t(is_active ? 'goods.stop_means' : 'goods.restart_means')}
      submitText={t(is_active ? 'goods.stop' : 'goods.restart')}
      doneText={t(is_active ? 'goods.stop_done' : 'goods.restart_done')}
      isDanger={is_active}
      close={close}
      act={() => orReread(flip(), reread)}
    />
  )
}
