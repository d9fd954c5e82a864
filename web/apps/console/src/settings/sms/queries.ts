// What the brand has agreed with its SMS provider, and what was sent.

import { api, type ReplaceSmsSettings, type SmsMessageFilter } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, answerWithTag, ifMatch } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const SETTINGS = '/api/v1/sms/settings'

export function useSmsSettings() {
  return useQuery({
    queryKey: ['sms', 'settings'],
    queryFn: () => answerWithTag(api.GET(SETTINGS)),
  })
}

export function useReplaceSmsSettings() {
  return useAct(
    ({ etag, body }: { etag: string; body: ReplaceSmsSettings }) =>
      api.PUT(SETTINGS, { params: { header: ifMatch(etag) }, body }),
    [['sms', 'settings']],
  )
}

export function useSmsMessages(query: SmsMessageFilter) {
  return useQuery({
    queryKey: ['sms', 'messages', query],
    queryFn: () => answer(api.GET('/api/v1/sms/messages', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}
