// The first setup: whether it is still to be done, and the two ways to do it.

import { Attempt, api, type FoundBrand, type Setup } from '@huitong/api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { enter } from '@/session/queries'
import { answer, under } from '@/ui/answer'

const SETUP_KEY = ['setup']
/** The demo chain takes some seconds; nobody should look at a bar that stands still. */
const LOADING_MILLIS = 500

/** The token that the server printed, for who sits at another machine. */
const withToken = (token: string | undefined) => (token ? { 'Setup-Token': token } : {})

export function useSetup(token?: string) {
  return useQuery({
    queryKey: [...SETUP_KEY, token ?? ''],
    queryFn: () => answer(api.GET('/api/v1/setup', { params: { header: withToken(token) } })),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data && isLoading(state.data) ? LOADING_MILLIS : false),
  })
}

export function isLoading({ demo }: Setup): boolean {
  return demo?.state === 'loading'
}

/** Whether there is something to do before anybody can log in. */
export function isToBeSetUp(setup: Setup): boolean {
  return !setup.is_founded || isLoading(setup) || setup.demo?.state === 'failed'
}

export function useFoundBrand(token: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: FoundBrand) =>
      answer(api.POST('/api/v1/setup', { params: { header: withToken(token) }, body })),
    onSuccess: (session) => {
      client.removeQueries({ queryKey: SETUP_KEY })
      enter(client, session)
    },
  })
}

export function useLoadDemo(token: string | undefined) {
  const client = useQueryClient()
  const attempt = useRef(new Attempt())
  return useMutation({
    mutationFn: () =>
      attempt.current.run({}, (key) =>
        answer(
          api.POST('/api/v1/setup/demo', {
            params: { header: { ...under(key), ...withToken(token) } },
          }),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: SETUP_KEY }),
  })
}
