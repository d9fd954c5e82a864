// People who work here, and their log-ins.

import {
  api,
  type CreateStaff,
  type EditStaff,
  type SetStaffPin,
  type Staff,
  type Store,
} from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/session/context'
import { done } from '@/stores/done'
import { useStores } from '@/stores/queries'
import { byId, pageOf, readWhole } from '@/stores/whole'
import { answer, answerWithTag, ifMatch, under, useGrowingList } from '@/ui/answer'
import { inOrder } from '@/ui/ordering'
import { useAct } from '@/ui/useAct'
import { peopleOf, type StaffAsked, staffAsked, staffOrders } from './listing'

const STAFF = '/api/v1/staff/{staff_id}'
const ALL = ['staff']
/** The key of everything about one person. */
const about = (staffId: string) => ['person', staffId]
const sessionsOf = (staffId: string) => [...about(staffId), 'sessions']

async function listStaff(): Promise<Map<string, Staff>> {
  return byId(await readWhole((query) => answer(api.GET('/api/v1/staff', { params: { query } }))))
}

const NONE: ReadonlyMap<string, Staff> = new Map()

/** Everybody whom the person may see, for names; empty until they are read. */
export function useEverybody(): ReadonlyMap<string, Staff> {
  return useAll().data ?? NONE
}

/** Whether their names are still to come. */
export function useIsReadingEverybody(): boolean {
  return useAll().isLoading
}

function useAll() {
  const may = useMay()
  return useQuery({
    queryKey: ALL,
    queryFn: listStaff,
    staleTime: 5 * 60_000,
    enabled: may('staff.read'),
  })
}

export function useStaffList(asked: StaffAsked) {
  const { code } = useWords()
  const stores = useStores()
  const orders = staffOrders((role) => code('role', role))
  return useQuery({
    queryKey: ALL,
    queryFn: listStaff,
    select: (people) => {
      const found = staffAsked([...people.values()], asked, stores)
      return pageOf(inOrder(found, asked.sort, orders), asked.cursor)
    },
  })
}

export function usePeopleOf(store: Store) {
  return useQuery({
    queryKey: ALL,
    queryFn: listStaff,
    select: (people) => peopleOf(store, people.values()),
  })
}

export function usePerson(staff_id: string) {
  return useQuery({
    queryKey: [...about(staff_id), 'record'],
    queryFn: () => answerWithTag(api.GET(STAFF, { params: { path: { staff_id } } })),
  })
}

export function useCreateStaff() {
  return useAct(
    (body: CreateStaff, key) => api.POST('/api/v1/staff', { params: { header: under(key) }, body }),
    [ALL],
  )
}

interface Edit {
  etag: string
  body: EditStaff
}

export function editStaff(staff_id: string, { etag, body }: Edit) {
  return api.PATCH(STAFF, { params: { path: { staff_id }, header: ifMatch(etag) }, body })
}

export function useEditStaff(staffId: string) {
  return useAct((edit: Edit, _key) => editStaff(staffId, edit), [about(staffId), ALL])
}

export function useSetPin(staff_id: string) {
  return useAct(
    (body: SetStaffPin, key) =>
      api.POST(`${STAFF}/pin`, { params: { path: { staff_id }, header: under(key) }, body }),
    [about(staff_id)],
  )
}

export function useRemovePin(staff_id: string) {
  return useAct(
    (_: undefined, _key) => done(api.DELETE(`${STAFF}/pin`, { params: { path: { staff_id } } })),
    [about(staff_id)],
  )
}

export function useRemoveSecondFactor(staff_id: string) {
  return useAct(
    (_: undefined, _key) =>
      done(api.DELETE(`${STAFF}/second-factor`, { params: { path: { staff_id } } })),
    [about(staff_id)],
  )
}

export function useSessions(staff_id: string) {
  return useQuery({
    queryKey: sessionsOf(staff_id),
    queryFn: () => answer(api.GET(`${STAFF}/sessions`, { params: { path: { staff_id } } })),
  })
}

export function useLogIns(staff_id: string) {
  return useGrowingList([...about(staff_id), 'log_ins'], (query) =>
    answer(api.GET(`${STAFF}/log-ins`, { params: { path: { staff_id }, query } })),
  )
}

export function useEndSession(staff_id: string) {
  return useAct(
    (session_id: string, _key) =>
      done(
        api.DELETE(`${STAFF}/sessions/{session_id}`, {
          params: { path: { staff_id, session_id } },
        }),
      ),
    [sessionsOf(staff_id)],
  )
}

export function useEndSessions(staff_id: string) {
  return useAct(
    (_: undefined, _key) =>
      done(api.DELETE(`${STAFF}/sessions`, { params: { path: { staff_id } } })),
    [sessionsOf(staff_id)],
  )
}
