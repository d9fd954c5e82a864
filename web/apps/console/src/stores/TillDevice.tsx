// What a till is registered as: which device, since when, by whose code, and when it was last used.

import type { Till } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Button } from 'antd'
import { StaffName } from '@/staff/StaffName'
import { StateTag } from '@/ui/StateTag'
import { useDevice } from './tills'
import { useStoreTime } from './time'

export function TillDevice({ till }: { till: Till }) {
  const { t } = useWords()
  const time = useStoreTime()
  const { data: device, isError, refetch } = useDevice(till.id)
  if (isError) {
    return (
      <Button size="small" onClick={() => void refetch()}>
        {t('act.retry')}
      </Button>
    )
  }
  if (device === undefined) return <span className="quiet">{t('state.loading')}</span>
  if (device === null) return <StateTag tone="plain">{t('till.not_registered')}</StateTag>
  return (
    <>
      <div>{device.name}</div>
      <div className="quiet">
        {t('till.registered_at', { time: time(device.registered_at, till.store_id) })} ·{' '}
        <StaffName id={device.registered_by} />
      </div>
      <div className="quiet">
        {device.signed_at
          ? t('till.signed_at', { time: time(device.signed_at, till.store_id) })
          : t('till.never_signed')}
      </div>
    </>
  )
}
