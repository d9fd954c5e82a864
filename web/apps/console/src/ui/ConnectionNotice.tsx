// Says that the line is down, for as long as it is.

import { connection } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert } from 'antd'
import { useSyncExternalStore } from 'react'

function subscribe(changed: () => void): () => void {
  const stop = connection.subscribe(changed)
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    stop()
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

export function ConnectionNotice() {
  const { t } = useWords()
  const isUp = useSyncExternalStore(subscribe, () => navigator.onLine && connection.isUp())
  if (isUp) return null
  return <Alert banner type="warning" role="alert" title={t('error.network_banner')} />
}
