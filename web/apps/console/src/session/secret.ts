// The secret of a second factor, for those who type it rather than scan it.

/** `otpauth://totp/…?secret=ABCDEFGH&…` → `ABCD EFGH`. */
export function secretOf(address: string): string {
  const query = address.slice(address.indexOf('?') + 1)
  const secret = new URLSearchParams(query).get('secret') ?? ''
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}
