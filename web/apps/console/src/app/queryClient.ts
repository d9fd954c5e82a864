// How answers are kept and asked for again. A refusal is final; a lost line or a busy server is
// tried twice more, reads only. Who notices that nobody is logged in any more says so.

import { NetworkError, ProblemError } from '@huitong/api'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { noteRefusal } from '@/session/queries'

const TRIES = 2

function isWorthAnotherTry(tries: number, error: unknown): boolean {
  const mayPass =
    error instanceof NetworkError || (error instanceof ProblemError && error.status === 503)
  return mayPass && tries < TRIES
}

function onError(error: unknown): void {
  noteRefusal(queryClient, error)
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      retry: isWorthAnotherTry,
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 10_000,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
