// The sale at hand as the page shows it: at the store that is looked at and the till of this desk,
// where nothing else was chosen.

import type { BasketToQuote } from '@huitong/api'
import { useMemo, useSyncExternalStore } from 'react'
import { useSession } from '@/session/context'
import { useChosenStore } from '@/stores/chosen'
import { useHomeStore } from '@/stores/home'
import { useTills } from '@/stores/tills'
import { chosen } from '@/ui/answer'
import { keep, readKept } from '@/ui/kept'
import { nextSale, type Sale, saleAtHand } from './atHand'
import { itemsOf } from './basket'

export function useSale() {
  const { staff } = useSession()
  const { storeId: watched } = useChosenStore()
  const home = useHomeStore()
  const atHand = useMemo(() => saleAtHand(sessionStorage, staff.id), [staff.id])
  const sale = useSyncExternalStore(atHand.subscribe, atHand.read)
  const storeId = sale.storeId || (watched ?? home ?? '')
  const tillId = sale.tillId ?? tillOf(storeId)
  const tills = useTills(storeId).rows ?? []
  const isInUse = tills.some(({ id, is_active }) => id === tillId && is_active)

  function change(patch: Partial<Sale> | ((sale: Sale) => Partial<Sale>)) {
    atHand.put((before) => ({
      ...before,
      ...(typeof patch === 'function' ? patch(before) : patch),
    }))
  }

  return {
    // A till that was switched off is none: the sale is sent with what the field shows.
    sale: { ...sale, storeId, tillId: isInUse ? tillId : undefined },
    atHand,
    change,
    begin: () => atHand.put((before) => nextSale({ storeId, tillId: before.tillId })),
  }
}

/** The basket as it is asked about, with the coupons that it would be settled with. */
export function askedOf({ storeId, memberId, lines, coupons }: Sale): BasketToQuote {
  return chosen({
    store_id: storeId,
    member_id: memberId,
    lines: itemsOf(lines),
    // Without a list the server would look for the best of all that the member holds.
    coupons: (coupons ?? []).map(({ id }) => id),
  })
}

/** The till that this desk has in a store: kept in the browser, for it stands where it stands. */
export function keepTill(storeId: string, tillId: string | undefined): void {
  keep(localStorage, `till.${storeId}`, tillId)
}

function tillOf(storeId: string): string | undefined {
  const kept = readKept(localStorage, `till.${storeId}`)
  return typeof kept === 'string' ? kept : undefined
}
