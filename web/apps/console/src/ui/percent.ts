/** How far long work is, 0 to 100; nothing while nobody knows how much there is. */
export function percentDone(done: number, total: number): number | undefined {
  return total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : undefined
}
