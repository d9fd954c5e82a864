import { NetworkError, ProblemError, type Session } from '@huitong/api'
import { expect, test, vi } from 'vitest'
import { isAnother, mustAsk, saysLoggedOut, sessionEnd } from './over'

const refusal = (status: number, code: string) =>
  new ProblemError(status, code, '', {}, [], 'req_1')

const person = (brand: string, staff: string) =>
  ({ brand: { id: brand }, staff: { id: staff } }) as Session

test('only a refusal that says so means that the session is over', () => {
  expect(saysLoggedOut(refusal(401, 'access.not_logged_in'))).toBe(true)
  for (const other of [
    refusal(401, 'access.wrong_login'),
    refusal(401, 'access.second_factor_needed'),
    refusal(403, 'access.missing_permission'),
    new NetworkError(undefined),
    new Error('a bug'),
  ]) {
    expect(saysLoggedOut(other)).toBe(false)
  }
})

test('nobody is asked for whom the answer is known', () => {
  expect(mustAsk('in', false)).toBe(true)
  expect(mustAsk('in', true)).toBe(true)
  expect(mustAsk(null, false)).toBe(false)
  // Logged out in another tab.
  expect(mustAsk(null, true)).toBe(false)
  expect(mustAsk('expired', false)).toBe(false)
  // Another tab found out first; this one may have something typed in it.
  expect(mustAsk('expired', true)).toBe(true)
})

test('the page goes on for the same person only', () => {
  expect(isAnother(person('brd_1', 'stf_1'), person('brd_1', 'stf_1'))).toBe(false)
  expect(isAnother(person('brd_1', 'stf_1'), person('brd_1', 'stf_2'))).toBe(true)
  expect(isAnother(person('brd_1', 'stf_1'), person('brd_2', 'stf_1'))).toBe(true)
})

test('who listens is told once for each change', () => {
  const heard = vi.fn()
  const stop = sessionEnd.subscribe(heard)
  sessionEnd.note(true)
  sessionEnd.note(true)
  expect(sessionEnd.isOver()).toBe(true)
  sessionEnd.note(false)
  stop()
  sessionEnd.note(true)
  sessionEnd.note(false)
  expect(heard).toHaveBeenCalledTimes(2)
})
