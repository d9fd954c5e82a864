// The store that the person looks at just now: the default of lists' filters and of the overview.
// Not in the address, which others may be sent; kept for the tab, and gone with it.

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { useSession } from '@/session/context'
import { keep, readKept } from '@/ui/kept'
import { useStores } from './queries'

export interface ChosenStore {
  /** Absent while the person looks at all stores that they may see. */
  storeId: string | undefined
  choose: (storeId: string | undefined) => void
}

const ChosenStoreContext = createContext<ChosenStore>({ storeId: undefined, choose: () => {} })

export function ChosenStoreProvider({ children }: { children: ReactNode }) {
  const { staff } = useSession()
  const stores = useStores()
  const keptAs = `store.${staff.id}`
  const [kept, setKept] = useState(() => readKept(sessionStorage, keptAs))
  // A store that was taken out of the person's scope meanwhile is not asked for.
  const storeId = typeof kept === 'string' && stores.has(kept) ? kept : undefined
  const chosen = useMemo<ChosenStore>(
    () => ({
      storeId,
      choose: (next) => {
        keep(sessionStorage, keptAs, next)
        setKept(next)
      },
    }),
    [storeId, keptAs],
  )
  return <ChosenStoreContext value={chosen}>{children}</ChosenStoreContext>
}

export function useChosenStore(): ChosenStore {
  return useContext(ChosenStoreContext)
}
