// A sale that was sent and not answered: it may be settled or not. Kept with its key for as long
// as the tab lives, so that it can be asked for again without being settled twice.

import type { OrderToSettle } from '@huitong/api'
import { keep, readKept } from '@/ui/kept'

export interface Sent {
  body: OrderToSettle
  key: string
  /** What goes back in cash once it is settled. */
  change: number
}

export interface SentPlace {
  read: () => Sent | undefined
  /** The key under which exactly this was sent. */
  keyOf: (body: OrderToSettle) => string | undefined
  keep: (sent: Sent) => void
  forget: () => void
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export function sentPlace(store: Store, staffId: string): SentPlace {
  const name = `sale_sent.${staffId}`
  const read = () => readSent(readKept(store, name))
  return {
    read,
    keyOf: (body) => {
      const sent = read()
      return JSON.stringify(sent?.body) === JSON.stringify(body) ? sent?.key : undefined
    },
    keep: (sent) => keep(store, name, sent),
    forget: () => keep(store, name, undefined),
  }
}

function readSent(kept: unknown): Sent | undefined {
  const isSent =
    typeof kept === 'object' &&
    kept !== null &&
    'key' in kept &&
    typeof kept.key === 'string' &&
    'change' in kept &&
    typeof kept.change === 'number' &&
    'body' in kept &&
    typeof kept.body === 'object' &&
    kept.body !== null
  return isSent ? (kept as Sent) : undefined
}
