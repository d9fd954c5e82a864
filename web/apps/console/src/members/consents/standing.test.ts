import type { MemberConsent } from '@huitong/api'
import { expect, test } from 'vitest'
import { standingsOf } from './standing'

const said = (purpose: string, channel: string, is_given: boolean) =>
  ({ purpose, channel, is_given }) as MemberConsent

/** The latest first, as the server has it. */
function allowed(...last: MemberConsent[]): string[] {
  return standingsOf(last)
    .filter(({ isAllowed }) => isAllowed)
    .map(({ purpose, channel }) => `${purpose}/${channel}`)
}

test('what the membership needs is allowed at first, everything else is asked for', () => {
  expect(allowed()).toEqual(['service/all'])
  expect(standingsOf([]).filter(({ purpose }) => purpose === 'marketing')).toHaveLength(6)
})

test('each way of advertising is agreed to on its own', () => {
  expect(allowed(said('marketing', 'sms', true))).toEqual(['service/all', 'marketing/sms'])
})

test('withdrawing all ways ends every one of them, until one is given again', () => {
  const all = said('marketing', 'all', false)
  expect(allowed(all, said('marketing', 'sms', true))).toEqual(['service/all'])
  expect(allowed(said('marketing', 'sms', true), all)).toEqual(['service/all', 'marketing/sms'])
})

test('a way that was withdrawn for service has a row of its own', () => {
  const rows = standingsOf([said('service', 'sms', false)])
  expect(rows.at(-1)).toMatchObject({ purpose: 'service', channel: 'sms', isAllowed: false })
  expect(rows[0]).toMatchObject({ purpose: 'service', channel: 'all', isAllowed: true })
})
