// Times of the day: `09:30` as the contract writes them, minutes after midnight for the cut-off.

/** 570 → `09:30`. */
export function timeOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => part.toString().padStart(2, '0'))
    .join(':')
}

/** `09:30` → 570. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
