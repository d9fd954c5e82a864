// Whether a store sells at present.

import type { Store } from '@huitong/api'
import { useWords } from '@huitong/words/react'
import { StateTag } from '@/ui/StateTag'
import { stateOf } from './listing'

export function StoreState({ store }: { store: Pick<Store, 'is_open'> }) {
  const { code } = useWords()
  return (
    <StateTag tone={store.is_open ? 'good' : 'warn'}>
      {code('store_state', stateOf(store))}
    </StateTag>
  )
}
