// Phone numbers as people read them aloud.

/** `+8613812345678` → `138 1234 5678`; numbers of other countries keep their code. */
export function spaced(e164: string): string {
  const mainland = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(e164)
  return mainland ? mainland.slice(1).join(' ') : e164
}
