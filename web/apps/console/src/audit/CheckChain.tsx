// 校验哈希链: whether every entry is as it was written and none is missing, asked for by hand.

import { useWords } from '@huitong/words/react'
import { Alert, Button } from 'antd'
import { sayError } from '@/ui/problems'
import type { useCheckAuditLog } from './queries'

type Check = ReturnType<typeof useCheckAuditLog>

export function CheckButton({ check }: { check: Check }) {
  const { t } = useWords()
  return (
    <Button type="primary" loading={check.isPending} onClick={() => check.mutate()}>
      {t('audit.check')}
    </Button>
  )
}

export function CheckResult({ check }: { check: Check }) {
  const words = useWords()
  const { t } = words
  if (check.isError) {
    return <Alert type="error" showIcon role="alert" title={sayError(words, check.error)} />
  }
  if (!check.data) return null
  const { is_whole, entries, first_wrong } = check.data
  return is_whole ? (
    <Alert
      type="success"
      showIcon
      role="status"
      closable={{ onClose: check.reset, 'aria-label': t('act.close') }}
      title={t('audit.whole', { count: entries })}
    />
  ) : (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('audit.broken', { number: first_wrong?.number ?? entries + 1 })}
      description={t('audit.broken_hint', { count: entries })}
    />
  )
}
