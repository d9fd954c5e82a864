// What a scanner gives, and what a person types.

/** A number as it stands on goods and cards: nobody types one to see what is found. */
export function isScan(text: string): boolean {
  return /^\d{6,}$/.test(text)
}

/** One place further in a list that goes round; from nowhere to one of its ends. */
export function step(at: number, by: 1 | -1, count: number): number {
  if (count === 0) return -1
  if (at < 0) return by > 0 ? 0 : count - 1
  return (at + by + count) % count
}
