// How a member's consents stand: for each purpose, and for advertisements by each way of being
// reached, the last that was said.

import type { MemberConsent } from '@huitong/api'

export type Purpose = MemberConsent['purpose']
export type ContactChannel = MemberConsent['channel']

export interface Standing {
  purpose: Purpose
  channel: ContactChannel
  /** The last that was said about it; absent when nothing was. */
  said: MemberConsent | undefined
  /** What the membership itself needs is allowed until it is withdrawn. */
  isAllowed: boolean
}

const WAYS: readonly ContactChannel[] = ['sms', 'wechat', 'wecom', 'phone', 'mail', 'app']

/** What is asked for each on its own, in the order of the page. A guardian agrees elsewhere. */
const ASKED: readonly (readonly [Purpose, ContactChannel])[] = [
  ['service', 'all'],
  ...WAYS.map((way) => ['marketing', way] as const),
  ['profiling', 'all'],
  ['store_sharing', 'all'],
  ['location', 'all'],
]

/** What a child is never asked for. */
const FOR_ADULTS: readonly Purpose[] = ['marketing', 'profiling', 'store_sharing']

export function isForAdults(purpose: Purpose): boolean {
  return FOR_ADULTS.includes(purpose)
}

/** `last` has the last event for each purpose and channel, the latest first. */
export function standingsOf(last: readonly MemberConsent[]): Standing[] {
  const isAsked = ({ purpose, channel }: MemberConsent) =>
    ASKED.some(([asked, way]) => asked === purpose && way === channel)
  // Such as notices by SMS that were withdrawn while other notices go on.
  const others = last
    .filter((one) => !isAsked(one) && one.purpose !== 'guardian' && one.channel !== 'all')
    .map(({ purpose, channel }) => [purpose, channel] as const)
  return [...ASKED, ...others].map(([purpose, channel]) => {
    const said = last.find(
      (one) => one.purpose === purpose && (one.channel === channel || one.channel === 'all'),
    )
    return { purpose, channel, said, isAllowed: said?.is_given ?? purpose === 'service' }
  })
}
