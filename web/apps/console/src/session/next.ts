// Where to go after the log-in. The address comes from the query, so it may be anybody's: only a
// path of our own is followed.

export function safePath(next: string | null): string {
  if (next === null) return '/'
  const isOurs = next.startsWith('/') && !next.startsWith('//') && !next.includes('\\')
  return isOurs ? next : '/'
}
