// The unsaved prices, kept beside the tree of the page: a cell hears only of its own, so that a
// letter typed into one of several hundred does not draw all of them anew.

import { useSyncExternalStore } from 'react'
import { type Edits, NO_EDITS, type PriceEdit, type Spot, spotName } from './edits'

export class EditBook {
  #edits: Edits = NO_EDITS
  readonly #listeners = new Set<() => void>()

  readonly all = (): Edits => this.#edits

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(make: (edits: Edits) => Edits): void {
    const next = make(this.#edits)
    if (next === this.#edits) return
    this.#edits = next
    for (const listener of this.#listeners) listener()
  }
}

export function useEdits(book: EditBook): Edits {
  return useSyncExternalStore(book.subscribe, book.all)
}

export function useEditOf(book: EditBook, spot: Spot): PriceEdit | undefined {
  const name = spotName(spot)
  return useSyncExternalStore(book.subscribe, () => book.all().get(name))
}
