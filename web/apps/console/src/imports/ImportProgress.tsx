// How far an import is, while it is at work; and the way to stop it.

import type { Import } from '@huitong/api'
import { formatCount } from '@huitong/words'
import { useWords } from '@huitong/words/react'
import { App, Button, Flex, Progress } from 'antd'
import { sayError } from '@/ui/problems'
import { percentOf } from './progress'
import { useCancelImport } from './queries'

export function ImportProgress({ of }: { of: Import }) {
  const words = useWords()
  const { t } = words
  const { message } = App.useApp()
  const cancel = useCancelImport(of.id)
  const isStopping = of.job?.is_cancel_asked ?? false
  return (
    <Flex gap={16} align="center" wrap aria-live="polite">
      <Progress
        aria-label={t('import.progress')}
        style={{ flex: '1 1 200px', margin: 0 }}
        percent={percentOf(of) ?? 0}
        status="active"
      />
      <span className="num quiet">
        {t('import.done_of', { done: formatCount(of.rows_done), total: formatCount(of.rows) })}
      </span>
      <Button
        danger
        disabled={isStopping}
        loading={cancel.isPending}
        onClick={() =>
          cancel.mutate(undefined, { onError: (error) => message.error(sayError(words, error)) })
        }
      >
        {t(isStopping ? 'import.stopping' : 'import.cancel')}
      </Button>
    </Flex>
  )
}
