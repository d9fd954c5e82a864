// Calls about what one logs in with oneself.

import { api, type Body } from '@huitong/api'
import { under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const PASSWORD = '/api/v1/session/password'
const PIN = '/api/v1/session/pin'

type ChangePassword = Body<typeof PASSWORD, 'post'>
export type SetOwnPin = Body<typeof PIN, 'post'>

/** One's other log-ins end with it, which the list of them must show. */
export function useChangePassword() {
  return useAct(
    (body: ChangePassword, key) => api.POST(PASSWORD, { params: { header: under(key) }, body }),
    [['person']],
  )
}

export function useSetOwnPin() {
  return useAct(
    (body: SetOwnPin, key) => api.POST(PIN, { params: { header: under(key) }, body }),
    [['person']],
  )
}
