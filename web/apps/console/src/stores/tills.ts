// Calls about the tills of a store, and about the devices that are registered as them.

import { api, type CreateTill, type EditTill } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, ifMatch, under, useGrowingList } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { done } from './done'

const TILLS = '/api/v1/stores/{store_id}/tills'
const DEVICE = '/api/v1/tills/{till_id}/device'

const listed = (storeId: string) => ['tills', storeId]
const deviceOf = (tillId: string) => ['till_device', tillId]

export function useTills(store_id: string) {
  return useGrowingList(
    listed(store_id),
    (query) => answer(api.GET(TILLS, { params: { path: { store_id }, query } })),
    { enabled: store_id !== '' },
  )
}

export function useCreateTill(store_id: string) {
  return useAct(
    (body: CreateTill, key) =>
      api.POST(TILLS, { params: { path: { store_id }, header: under(key) }, body }),
    [listed(store_id)],
  )
}

interface Edit {
  etag: string
  body: EditTill
}

/** A till that is switched off loses its device's log-ins. */
export function useEditTill(store_id: string, till_id: string) {
  return useAct(
    ({ etag, body }: Edit, _key) =>
      api.PATCH(`${TILLS}/{till_id}`, {
        params: { path: { store_id, till_id }, header: ifMatch(etag) },
        body,
      }),
    [listed(store_id)],
  )
}

/** What a till is registered as; asked for again and again while somebody is about to register. */
export function useDevice(till_id: string, { isAwaited = false } = {}) {
  return useQuery({
    queryKey: deviceOf(till_id),
    queryFn: async () =>
      (await answer(api.GET(DEVICE, { params: { path: { till_id } } }))).device ?? null,
    refetchInterval: isAwaited ? 3_000 : false,
  })
}

export function useOfferCode(till_id: string) {
  return useAct(
    (_: undefined, key) =>
      api.POST('/api/v1/tills/{till_id}/codes', {
        params: { path: { till_id }, header: under(key) },
      }),
    [],
  )
}

export function useRevokeDevice(till_id: string) {
  return useAct(
    (_: undefined, _key) => done(api.DELETE(DEVICE, { params: { path: { till_id } } })),
    [deviceOf(till_id)],
  )
}
