// What an approval asks for, read out of the payload that its act wrote; what is not there or is
// of another type is nothing.

import type { Approval, ExportFilter } from '@huitong/api'

export interface Wanted {
  /** Points, 分, or how many members. */
  amount: number
  asset?: string | undefined
  /** Until when points that are given are good. */
  expiresAt?: string | undefined
  /** As what kind of file. */
  format?: string | undefined
  /** Which rows of a list; as the server took it. */
  filter?: ExportFilter
  /** What is brought back, line by line. */
  lines?: { line_id: string; quantity: number }[]
}

export function wantedBy({ action, size, payload }: Approval): Wanted {
  const said: Record<string, unknown> = payload
  switch (action) {
    case 'adjust_points':
    case 'adjust_stored_value':
      return {
        // The size has no sign; the payload says whether it is given or taken.
        amount: numberOf(said.amount) ?? size,
        asset: textOf(said.asset) ?? (action === 'adjust_points' ? 'points' : undefined),
        expiresAt: textOf(said.expires_at),
      }
    case 'export_members': {
      const { format, filter } = objectOf(said.wanted)
      return { amount: size, format: textOf(format), filter: objectOf(filter) }
    }
    case 'return_without_receipt':
      return { amount: size, lines: linesOf(said.lines) }
    case 'publish_offer':
      return { amount: size }
  }
}

function linesOf(value: unknown): { line_id: string; quantity: number }[] {
  if (!Array.isArray(value)) return []
  return value.map(objectOf).flatMap((line) => {
    const [line_id, quantity] = [textOf(line.line_id), numberOf(line.quantity)]
    return line_id === undefined || quantity === undefined ? [] : [{ line_id, quantity }]
  })
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
