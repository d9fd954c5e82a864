// Nobody gets past without a session; whoever had to log in comes back to the page that was
// asked for. Whoever must set a second factor up first sees nothing else. A session that ends
// under an open page is asked for over it.

import { lazy, type ReactNode, Suspense } from 'react'
import { Navigate, useLocation } from 'react-router'
import { SessionContext } from '@/session/context'
import { LogInAgain } from '@/session/LogInAgain'
import { useSessionQuery } from '@/session/queries'
import { ConnectionNotice } from '@/ui/ConnectionNotice'
import { Answered, Loading } from '@/ui/states'

const LimitedScreen = lazy(async () => ({
  default: (await import('@/session/LimitedScreen')).LimitedScreen,
}))

export function Guard({ children }: { children: ReactNode }) {
  const session = useSessionQuery()
  const { pathname, search } = useLocation()
  return (
    <>
      <div className="line-notice">
        <ConnectionNotice />
      </div>
      <Answered query={session}>
        {(known) =>
          known === null ? (
            <Navigate to={`/login?${new URLSearchParams({ next: pathname + search })}`} replace />
          ) : (
            <SessionContext value={known}>
              {known.is_limited ? (
                <Suspense fallback={<Loading />}>
                  <LimitedScreen />
                </Suspense>
              ) : (
                children
              )}
              <LogInAgain session={known} />
            </SessionContext>
          )
        }
      </Answered>
    </>
  )
}
