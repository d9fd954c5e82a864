// What may be done with one till.

import type { Tagged, Till } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { useMay } from '@/session/context'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { EditTill } from './EditTill'
import { RegisterTill } from './RegisterTill'
import { useDevice, useRevokeDevice } from './tills'

export interface OpenAct {
  act: 'edit' | 'register' | 'revoke'
  till: Till
}

interface TillActsProps {
  till: Till
  open: (open: OpenAct) => void
}

export function TillActs({ till, open }: TillActsProps) {
  const { t } = useWords()
  const may = useMay()
  const { data: device } = useDevice(till.id)
  const button = (act: OpenAct['act'], text: string) => (
    <Button size="small" aria-label={`${text} ${till.name}`} onClick={() => open({ act, till })}>
      {text}
    </Button>
  )
  return (
    <>
      {may('stores.write') && button('edit', t('act.edit'))}
      {may('tills.register') && till.is_active && button('register', t('till.register'))}
      {may('tills.register') && device && button('revoke', t('till.revoke'))}
    </>
  )
}

interface TillWindowProps extends OpenAct {
  reread: () => Promise<Tagged<Till>>
  close: () => void
}

/** Not in the row of its till, which is drawn anew when a phone is turned. */
export function TillWindow({ act, till, reread, close }: TillWindowProps) {
  if (act === 'edit') return <EditTill till={till} reread={reread} close={close} />
  if (act === 'register') return <RegisterTill till={till} close={close} />
  return <RevokeDevice till={till} close={close} />
}

function RevokeDevice({ till, close }: { till: Till; close: () => void }) {
  const { t } = useWords()
  const revoke = useRevokeDevice(till.id)
  return (
    <ConfirmAct
      name="revoke_device"
      title={t('till.revoke_of', { name: till.name })}
      text={t('till.revoke_means')}
      submitText={t('till.revoke')}
      doneText={t('till.revoked')}
      isDanger
      close={close}
      act={() => revoke.mutateAsync(undefined)}
    />
  )
}
