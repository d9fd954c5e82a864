// Parts of a whole in whole percent: all of it only when nothing is left.

export function shareOf(part: number, whole: number): number {
  if (whole <= 0) return 0
  return Math.min(100, Math.floor((part * 100) / whole))
}
