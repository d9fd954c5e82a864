// Calls about the own second factor.

import { api, type Body } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { SESSION_KEY } from './queries'

const PATH = '/api/v1/session/second-factor'

export const SECOND_FACTOR_KEY = ['second_factor']

type BeginSecondFactor = Body<typeof PATH, 'post'>
type ConfirmSecondFactor = Body<`${typeof PATH}/confirm`, 'post'>
export type RemoveSecondFactor = Body<`${typeof PATH}/remove`, 'post'>

/** Read when a screen opens and not in between: recovery codes that are shown stay there. */
export function useSecondFactor() {
  return useQuery({
    queryKey: SECOND_FACTOR_KEY,
    queryFn: () => answer(api.GET(PATH)),
    refetchOnMount: 'always',
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  })
}

export function useBeginSecondFactor() {
  return useAct(
    (body: BeginSecondFactor, key) => api.POST(PATH, { params: { header: under(key) }, body }),
    [],
  )
}

/** What is known of it is not read anew here: the recovery codes must be seen first. */
export function useConfirmSecondFactor() {
  return useAct(
    (body: ConfirmSecondFactor, key) =>
      api.POST(`${PATH}/confirm`, { params: { header: under(key) }, body }),
    [],
  )
}

export function useRemoveSecondFactor() {
  return useAct(
    (body: RemoveSecondFactor, key) =>
      api.POST(`${PATH}/remove`, { params: { header: under(key) }, body }),
    [SECOND_FACTOR_KEY, SESSION_KEY],
  )
}
