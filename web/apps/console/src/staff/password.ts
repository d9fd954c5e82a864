// Passwords that are made for somebody: read out or written down once, so without letters that
// look alike.

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789A'
const LENGTH = 14

/** As each byte stands for one of 32 letters, all are equally likely: 70 bits. */
export function makePassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH))
  return [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join('')
}
