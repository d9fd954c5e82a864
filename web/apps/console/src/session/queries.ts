// Who is logged in. Whether somebody was is noted in the browser, so that a first visit goes to
// the log-in without a call that can only be refused.

import { api, type LogIn, ProblemError, type Session } from '@huitong/api'
import {
  type Query,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'

export const SESSION_KEY = ['session']
const NOTED_AS = 'huitong.logged_in'

async function getSession(): Promise<Session | null> {
  if (localStorage.getItem(NOTED_AS) === null) return null
  try {
    const { data } = await api.GET('/api/v1/session')
    return data ?? null
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) {
      localStorage.removeItem(NOTED_AS)
      return null
    }
    throw error
  }
}

export function useSessionQuery() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: getSession,
    staleTime: 5 * 60_000,
    refetchOnReconnect: isOpen,
    refetchOnWindowFocus: isOpen,
  })
}

/** A limited session is read anew when its person says so: recovery codes may be on the screen. */
function isOpen({ state }: Query<Session | null>): boolean {
  return state.data?.is_limited !== true
}

export function useLogIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: LogIn) => {
      const { data } = await api.POST('/api/v1/session', { body })
      return data ?? null
    },
    onSuccess: (session) => {
      forgetOthers(client)
      localStorage.setItem(NOTED_AS, '1')
      client.setQueryData(SESSION_KEY, session)
    },
  })
}

export function useLogOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.DELETE('/api/v1/session'),
    onSuccess: () => {
      forgetSession(client)
      forgetOthers(client)
    },
  })
}

/** Reads anew what the session may do, such as once a second factor was set up in it. */
export function readSessionAnew(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: SESSION_KEY })
}

/** The session is over: the guard shows the log-in, which leads back to the same page. */
export function forgetSession(client: QueryClient): void {
  localStorage.removeItem(NOTED_AS)
  client.setQueryData(SESSION_KEY, null)
}

/** Another person may work here next: nothing that this one has seen may be shown. */
function forgetOthers(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] })
}
