// The demo chain: a year of a living chain to look at, loaded while one watches.

import type { Setup } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { Alert, Button, Card, Progress } from 'antd'
import { WentWrong } from '@/jobs/WentWrong'
import { sayError } from '@/ui/problems'
import { useLoadDemo } from './queries'

export function DemoCard({ demo, token }: { demo: Setup['demo']; token: string | undefined }) {
  const words = useWords()
  const { t } = words
  const load = useLoadDemo(token)
  const isLoading = demo?.state === 'loading' || load.isPending
  return (
    <Card title={<h2 style={{ margin: 0, fontSize: 16 }}>{t('setup.demo')}</h2>}>
      <p style={{ marginTop: 0 }}>{t('setup.demo_hint')}</p>
      {demo?.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('setup.demo_failed')}
          description={demo.reason && <WentWrong detail={demo.reason} />}
          style={{ marginBottom: 16 }}
        />
      )}
      {load.error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={sayError(words, load.error)}
          style={{ marginBottom: 16 }}
        />
      )}
      {demo && isLoading ? (
        <div role="status">
          <Progress
            percent={percentOf(demo)}
            status="active"
            aria-label={t('setup.demo_loading', { done: demo.done, total: demo.total })}
          />
          <span className="num quiet">
            {t('setup.demo_loading', { done: demo.done, total: demo.total })}
          </span>
        </div>
      ) : (
        <Button loading={isLoading} onClick={() => load.mutate()}>
          {t(demo ? 'setup.demo_go_on' : 'setup.demo_load')}
        </Button>
      )}
    </Card>
  )
}

function percentOf({ done, total }: { done: number; total: number }): number {
  return total > 0 ? Math.floor((100 * done) / total) : 0
}
