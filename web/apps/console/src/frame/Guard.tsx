// Nobody gets past without a session; whoever had to log in comes back to the page that was
// asked for.

import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { SessionContext } from '@/session/context'
import { useSessionQuery } from '@/session/queries'
import { ConnectionNotice } from '@/ui/ConnectionNotice'
import { Answered } from '@/ui/states'

export function Guard({ children }: { children: ReactNode }) {
  const session = useSessionQuery()
  const { pathname, search } = useLocation()
  return (
    <>
      <ConnectionNotice />
      <Answered query={session}>
        {(known) =>
          known === null ? (
            <Navigate to={`/login?${new URLSearchParams({ next: pathname + search })}`} replace />
          ) : (
            <SessionContext value={known}>{children}</SessionContext>
          )
        }
      </Answered>
    </>
  )
}
