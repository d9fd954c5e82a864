// Which assets a member holds, and which of them are money; points are whole units.

import type { Entry } from '@huitong/api'

export const HELD_ASSETS = ['points', 'principal', 'bonus'] as const satisfies Entry['asset'][]

export function isMoneyAsset(asset: string): boolean {
  return asset !== 'points'
}
