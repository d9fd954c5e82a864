// What a screen shows when it has nothing to show yet, or never will: loading, failed, missing,
// not permitted. One place, so that they look and speak alike everywhere.

import { ProblemError } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Card, Result, Typography } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTitle } from './Page'
import { sayError } from './problems'

/** Shows a query's answer, or what stands in the way of it. */
export function Answered<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>
  children: (answer: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />
  return <Loading />
}

/** Plain, for it stands there for a moment on every page. */
export function Loading() {
  const { t } = useWords()
  return <div className="loading" aria-busy="true" aria-label={t('state.loading')} role="status" />
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords()
  if (error instanceof ProblemError && error.status === 404) return <NotFound />
  if (error instanceof ProblemError && error.status === 403) return <NotPermitted />
  const requestId = error instanceof ProblemError ? error.requestId : undefined
  return (
    <Card role="alert">
      <Result
        status="warning"
        title={sayError(words, error)}
        subTitle={
          requestId && (
            <Typography.Text copyable={{ text: requestId }}>
              {words.t('error.request_id', { id: requestId })}
            </Typography.Text>
          )
        }
        extra={
          retry && (
            <Button type="primary" onClick={retry}>
              {words.t('act.retry')}
            </Button>
          )
        }
      />
    </Card>
  )
}

export function NotFound() {
  const { t } = useWords()
  useTitle(t('state.not_found'))
  return (
    <Card>
      <Result
        status="info"
        title={t('state.not_found')}
        subTitle={t('state.not_found_hint')}
        extra={<Link to="/">{t('act.to_start')}</Link>}
      />
    </Card>
  )
}

export function NotPermitted() {
  const { t } = useWords()
  useTitle(t('state.not_permitted'))
  return (
    <Card>
      <Result
        status="info"
        title={t('state.not_permitted')}
        subTitle={t('state.not_permitted_hint')}
        extra={<Link to="/">{t('act.to_start')}</Link>}
      />
    </Card>
  )
}
