// What people ask of their personal data.

import { api, type FilePrivacyRequest, type PrivacyRequestFilter } from '@huitong/api'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { answer, under } from '@/ui/answer'
import { downloadAnswer } from '@/ui/download'
import { useAct } from '@/ui/useAct'
import { isErasing } from './due'

/** How often to look whether an erasure has ended. */
const ERASING_MILLIS = 3_000

const LIST = '/api/v1/privacy-requests'
const ONE = '/api/v1/privacy-requests/{request_id}'

export function usePrivacyRequests(query: PrivacyRequestFilter) {
  return useQuery({
    queryKey: ['privacy-requests', query],
    queryFn: () => answer(api.GET(LIST, { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export function usePrivacyRequest(request_id: string) {
  return useQuery({
    queryKey: ['privacy-requests', request_id],
    queryFn: () => answer(api.GET(ONE, { params: { path: { request_id } } })),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && isErasing(data) && ERASING_MILLIS,
  })
}

export function useFileRequest(member_id: string) {
  return useAct(
    (body: FilePrivacyRequest, key) =>
      api.POST('/api/v1/members/{member_id}/requests', {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [['privacy-requests'], ['member', member_id]],
  )
}

export function useFulfil(request_id: string) {
  return useAct(
    (body: { answer?: string }, key) =>
      api.POST(`${ONE}/fulfil`, {
        params: { path: { request_id }, header: under(key) },
        body,
      }),
    [['privacy-requests'], ['member'], ['jobs']],
  )
}

export function useRefuseRequest(request_id: string) {
  return useAct(
    (body: { answer: string }, key) =>
      api.POST(`${ONE}/refuse`, {
        params: { path: { request_id }, header: under(key) },
        body,
      }),
    [['privacy-requests'], ['member']],
  )
}

/** Everything that is held of the person, as a file. Each time is written down. */
export function usePersonalData(request_id: string) {
  return useMutation({
    mutationFn: async (format: 'csv' | 'json') => {
      const file = await api.GET(`${ONE}/data`, {
        params: { path: { request_id }, query: { format } },
        parseAs: 'blob',
      })
      downloadAnswer(file, `${request_id}.${format}`)
    },
    gcTime: 0,
  })
}
