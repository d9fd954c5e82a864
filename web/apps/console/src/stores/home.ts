// The store that a form proposes: the one store of whoever works in one.

import { useStores } from './queries'

export function useHomeStore(): string | undefined {
  const stores = useStores()
  const [only] = stores.size === 1 ? stores.keys() : []
  return only
}
