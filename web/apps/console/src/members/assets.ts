// Which assets are money; points are whole units.

export function isMoneyAsset(asset: string): boolean {
  return asset !== 'points'
}
