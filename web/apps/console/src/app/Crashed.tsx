// The last resort: a screen broke, or could not be loaded because a new version was installed
// meanwhile. Loading the page again cures the second.

import { useWords } from '@huitong/words/react'
import { Button, Result } from 'antd'

export function Crashed() {
  const { t } = useWords()
  return (
    <Result
      status="error"
      title={t('error.crashed')}
      subTitle={t('error.crashed_hint')}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('act.reload')}
        </Button>
      }
    />
  )
}
