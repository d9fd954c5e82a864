// What the browser keeps for a person between visits, or within one. A browser that keeps nothing
// (private windows, full storage) only forgets; nothing breaks.

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const PREFIX = 'huitong.'

export function readKept(store: Store, key: string): unknown {
  try {
    const text = store.getItem(PREFIX + key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Keeps a value; `undefined` forgets it. */
export function keep(store: Store, key: string, value: unknown): void {
  try {
    if (value === undefined) store.removeItem(PREFIX + key)
    else store.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Not kept then.
  }
}
