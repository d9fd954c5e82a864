// Cards and NFC tags that a member is known by.

import { type AddCard, type AddTag, api } from '@huitong/api'
import { useQuery } from '@tanstack/react-query'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'
import { about } from '../queries'

const MEMBER = '/api/v1/members/{member_id}'

export function useTags(member_id: string) {
  return useQuery({
    queryKey: [...about(member_id), 'tags'],
    queryFn: () => answer(api.GET(`${MEMBER}/nfc-tags`, { params: { path: { member_id } } })),
  })
}

export function useAddCard(member_id: string) {
  return useAct(
    (body: AddCard, key) =>
      api.POST(`${MEMBER}/cards`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id)],
  )
}

export function useAddTag(member_id: string) {
  return useAct(
    (body: AddTag, key) =>
      api.POST(`${MEMBER}/nfc-tags`, {
        params: { path: { member_id }, header: under(key) },
        body,
      }),
    [about(member_id)],
  )
}

/** Answers nothing; taken away twice it is gone all the same. */
export function useRemoveCard(member_id: string) {
  return useAct(
    async (card_id: string, _key) => {
      await api.DELETE(`${MEMBER}/cards/{card_id}`, { params: { path: { member_id, card_id } } })
      return { data: null }
    },
    [about(member_id)],
  )
}

export function useRemoveTag(member_id: string) {
  return useAct(
    async (tag_id: string, _key) => {
      await api.DELETE(`${MEMBER}/nfc-tags/{tag_id}`, { params: { path: { member_id, tag_id } } })
      return { data: null }
    },
    [about(member_id)],
  )
}
