// How money, counts, shares and times are written for people. Money is an integer of 分 and stays
// one: it is cut into yuan and fen as text, never divided into a float.

export type Lang = 'zh' | 'en'

/** 125000 → `1,250.00`; a minus in front when it is owed. */
export function formatMoney(fen: number): string {
  const digits = Math.abs(fen).toString().padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}

/** 12345 → `12,345`. */
export function formatCount(count: number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1,250.5` → 125050; `undefined` for what is no amount with at most two decimals. */
export function parseMoney(text: string): number | undefined {
  const found = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(',', '').trim())
  if (!found) return undefined
  const [, minus = '', yuan = '', fen = ''] = found
  const amount = Number(yuan + fen.padEnd(2, '0'))
  return minus === '' ? amount : -amount
}

/** 0.1234 → `12.3%`. */
export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}

/** A moment as `2026-03-01 10:30`, in the time zone of the store where it happened. */
export function formatTime(rfc3339: string, zone?: string): string {
  return clockOf(zone).format(new Date(rfc3339))
}

/** A clock costs far more to make than to read, and a list shows fifty moments. */
const clocks = new Map<string | undefined, Intl.DateTimeFormat>()

function clockOf(zone: string | undefined): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  // Sweden writes times as ISO 8601 does, which reads the same in Chinese and in English.
  const clock = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    ...(zone === undefined ? {} : { timeZone: zone }),
  })
  clocks.set(zone, clock)
  return clock
}
