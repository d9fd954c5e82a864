// What may be done with one till.

import type { Tagged, Till } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { useMay } from '@/session/context'
import { ConfirmAct } from '@/ui/ConfirmAct'
import { EditTill } from './EditTill'
import { RegisterTill } from './RegisterTill'
import { useDevice, useRevokeDevice } from './tills'

interface TillActsProps {
  till: Till
  reread: () => Promise<Tagged<Till>>
}

type Open = 'edit' | 'register' | 'revoke'

export function TillActs({ till, reread }: TillActsProps) {
  const { t } = useWords()
  const may = useMay()
  const { data: device } = useDevice(till.id)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const button = (which: Open, text: string) => (
    <Button size="small" aria-label={`${text} ${till.name}`} onClick={() => setOpen(which)}>
      {text}
    </Button>
  )
  return (
    <Flex gap={8} wrap>
      {may('stores.write') && button('edit', t('act.edit'))}
      {may('tills.register') && till.is_active && button('register', t('till.register'))}
      {may('tills.register') && device && button('revoke', t('till.revoke'))}
      {open === 'edit' && <EditTill till={till} reread={reread} close={close} />}
      {open === 'register' && <RegisterTill till={till} close={close} />}
      {open === 'revoke' && <RevokeDevice till={till} close={close} />}
    </Flex>
  )
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
