// Kinds of joining links, and which of them lead on to an address of WeChat's.

import type { JoiningLink } from '@huitong/api'

export type LinkKind = JoiningLink['kind']

export const KINDS = [
  'web',
  'wechat_code',
  'wechat_link',
  'wechat_tag',
] as const satisfies readonly LinkKind[]

/** The ways of coming in that a link can stand for. */
export const CHANNELS = [
  'store_code',
  'nfc_tag',
  'mini_program',
  'online',
] as const satisfies readonly JoiningLink['channel'][]

/** How the address of a kind begins; none where it leads nowhere else. */
export function targetStart(kind: LinkKind | undefined): string | undefined {
  if (kind === 'wechat_link') return 'https://wxaurl.cn/'
  return kind === 'wechat_tag' ? 'weixin://dl/business/?' : undefined
}

/** Whether an address is one of the kind's. */
export function isTarget(kind: LinkKind | undefined, target: string): boolean {
  const start = targetStart(kind)
  return start === undefined || (target.startsWith(start) && target.length > start.length)
}
