// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterPaint } from './afterPaint'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('it is done after the next picture, not before', () => {
  const act = vi.fn()
  afterPaint(act)
  expect(act).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(act).toHaveBeenCalledOnce()
})

test('what was left meanwhile is not done', () => {
  const act = vi.fn()
  afterPaint(act)()
  vi.runAllTimers()
  expect(act).not.toHaveBeenCalled()
})

test('out of sight nobody waits for a picture', () => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  const act = vi.fn()
  afterPaint(act)
  expect(act).toHaveBeenCalledOnce()
})
