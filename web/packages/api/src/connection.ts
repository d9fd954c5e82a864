// Whether the last call reached the server, for the message that the line is down.

let isUp = true
const listeners = new Set<() => void>()

export function reportConnection(up: boolean): void {
  if (up === isUp) return
  isUp = up
  for (const listener of listeners) listener()
}

export const connection = {
  isUp: (): boolean => isUp,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
