import { expect, test } from 'vitest'
import { entriesAsked } from './asked'

test('days are moments of the zone, the last day is counted in', () => {
  const asked = { action: 'member.', from: '2026-03-01', to: '2026-03-01' }
  expect(entriesAsked(asked, 'Asia/Shanghai')).toEqual({
    action: 'member.',
    from: '2026-02-28T16:00:00.000Z',
    to: '2026-03-01T16:00:00.000Z',
  })
})

test('what is not asked is left out, and what is no day is sent as it is', () => {
  expect(entriesAsked({}, 'UTC')).toEqual({})
  expect(entriesAsked({ from: '2026-13-01' }, 'UTC')).toEqual({ from: '2026-13-01' })
})
