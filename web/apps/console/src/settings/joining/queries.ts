// Joining links and what they have brought.

import { api, type CreateJoiningLink, type JoiningLinkFilter } from '@huitong/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, under } from '@/ui/answer'
import { useAct } from '@/ui/useAct'

const LINKS = '/api/v1/joining-links'
const LINK = `${LINKS}/{link_id}` as const

export function useJoiningLinks(query: JoiningLinkFilter) {
  return useQuery({
    queryKey: ['joining-links', query],
    queryFn: () => answer(api.GET(LINKS, { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

/** What goes onto a tag; it says the full address too. */
export function useJoiningTag(link_id: string) {
  return useQuery({
    queryKey: ['joining-links', 'tag', link_id],
    queryFn: () => answer(api.GET(`${LINK}/tag`, { params: { path: { link_id } } })),
  })
}

/** The address of a link's QR code, an SVG. */
export function qrAddress(link_id: string): string {
  return LINK.replace('{link_id}', encodeURIComponent(link_id)).concat('/qr')
}

export function useCreateJoiningLink() {
  return useAct(
    (body: CreateJoiningLink, key) => api.POST(LINKS, { params: { header: under(key) }, body }),
    [['joining-links']],
  )
}

export function useDisableJoiningLink() {
  return useAct(
    (link_id: string, key) =>
      api.POST(`${LINK}/disable`, { params: { path: { link_id }, header: under(key) } }),
    [['joining-links']],
  )
}
