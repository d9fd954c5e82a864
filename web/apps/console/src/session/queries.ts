// Who is logged in. Whether somebody was is noted in the browser, so that a first visit goes to
// the log-in without a call that can only be refused.

import { api, type LogIn, type Session } from '@huitong/api'
import {
  type Query,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { answer } from '@/ui/answer'
import { forgetKept } from './kept'
import { isAnother, mustAsk, type Note, saysLoggedOut, sessionEnd } from './over'

export const SESSION_KEY = ['session']
const NOTED_AS = 'huitong.logged_in'

async function getSession(known: Session | null | undefined): Promise<Session | null> {
  if (!mustAsk(localStorage.getItem(NOTED_AS) as Note, Boolean(known))) return null
  try {
    return await answer(api.GET('/api/v1/session'))
  } catch (error) {
    if (!saysLoggedOut(error)) throw error
    localStorage.setItem(NOTED_AS, 'expired' satisfies Note)
    if (known) throw error
    return null
  }
}

export function useSessionQuery() {
  const client = useQueryClient()
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async () => {
      const known = client.getQueryData<Session | null>(SESSION_KEY)
      const session = await getSession(known)
      // Somebody else logged in, in another tab.
      if (known && session && isAnother(known, session)) return startAfresh(known)
      if (session && sessionEnd.isOver()) goOn(client)
      return session
    },
    staleTime: 5 * 60_000,
    refetchOnReconnect: isOpen,
    // Another tab may have logged in again.
    refetchOnWindowFocus: (query) => isOpen(query) && (sessionEnd.isOver() ? 'always' : true),
  })
}

/** A limited session is read anew when its person says so: recovery codes may be on the screen. */
function isOpen({ state }: Query<Session | null>): boolean {
  return state.data?.is_limited !== true
}

export function useLogIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: LogIn) => answer(api.POST('/api/v1/session', { body })),
    onSuccess: (session) => enter(client, session),
  })
}

/** Somebody has just logged in. */
export function enter(client: QueryClient, session: Session): void {
  forgetOthers(client)
  localStorage.setItem(NOTED_AS, 'in' satisfies Note)
  client.setQueryData(SESSION_KEY, session)
}

/** Logs in over an open page, which goes on for the same person and starts afresh for another. */
export function useLogInAgain(known: Session) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: LogIn) => answer(api.POST('/api/v1/session', { body })),
    onSuccess: (session) => {
      localStorage.setItem(NOTED_AS, 'in' satisfies Note)
      if (isAnother(known, session)) {
        startAfresh(known)
        return
      }
      client.setQueryData(SESSION_KEY, session)
      goOn(client)
    },
  })
}

export function useLogOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.DELETE('/api/v1/session'),
    onSuccess: () => {
      localStorage.removeItem(NOTED_AS)
      client.setQueryData(SESSION_KEY, null)
      sessionEnd.note(false)
      forgetOthers(client)
      forgetKept(sessionStorage)
    },
  })
}

/** Reads anew what the session may do, such as once a second factor was set up in it. */
export function readSessionAnew(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: SESSION_KEY })
}

/** A call was refused because nobody is logged in: an open page waits for a log-in. */
export function noteRefusal(client: QueryClient, error: unknown): void {
  if (saysLoggedOut(error) && client.getQueryData(SESSION_KEY)) sessionEnd.note(true)
}

/** Loads the page for who is logged in now; should that be held up, it stays locked. */
function startAfresh(known: Session): Session {
  sessionEnd.note(true)
  location.reload()
  return known
}

/** Reads again what could not be read meanwhile; what is on the screen stays there till then. */
function goOn(client: QueryClient): void {
  sessionEnd.note(false)
  void client.invalidateQueries({ predicate: isOfOthers })
}

/** Another person may work here next: nothing that this one has seen may be shown. */
function forgetOthers(client: QueryClient): void {
  client.removeQueries({ predicate: isOfOthers })
}

function isOfOthers({ queryKey }: Pick<Query, 'queryKey'>): boolean {
  return queryKey[0] !== SESSION_KEY[0]
}
