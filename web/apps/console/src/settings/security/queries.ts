// What the brand asks of its own people, and the keys behind signed member codes.

import { type AccessPolicy, api } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { SESSION_KEY } from '@/session/queries'
import { answer, answerWithTag, ifMatch, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const POLICY = '/api/v1/access-policy'
const CODE_KEYS = '/api/v1/member-code-keys'

export function useAccessPolicy() {
  return useQuery({
    queryKey: ['access-policy'],
    queryFn: () => answerWithTag(api.GET(POLICY)),
  })
}

export function useReplaceAccessPolicy() {
  return useAct(
    ({ etag, body }: { etag: string; body: AccessPolicy }) =>
      api.PUT(POLICY, { params: { header: ifMatch(etag) }, body }),
    // Whoever now needs a second factor is told at once.
    [['access-policy'], SESSION_KEY],
  )
}

export function useCodeKeys() {
  return useQuery({
    queryKey: ['member-code-keys'],
    queryFn: () => answer(api.GET(CODE_KEYS)),
  })
}

export function useRotateCodeKeys() {
  return useAct(
    (_: undefined, key) => api.POST(`${CODE_KEYS}/rotate`, { params: { header: under(key) } }),
    [['member-code-keys']],
  )
}
