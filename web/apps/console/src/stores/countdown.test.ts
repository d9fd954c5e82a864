import { expect, test } from 'vitest'
import { minutesAndSeconds, secondsUntil } from './countdown'

test('the time that is left is told to the second', () => {
  const moment = '2026-03-01T10:15:00Z'
  const at = (time: string) => secondsUntil(moment, new Date(`2026-03-01T${time}Z`))
  expect(at('10:00:00')).toBe(900)
  expect(at('10:14:59.200')).toBe(1)
  expect(at('10:15:00')).toBe(0)
  expect(at('11:00:00')).toBe(0)
})

test('it is written in minutes and seconds', () => {
  expect([900, 754, 60, 9, 0].map(minutesAndSeconds)).toEqual([
    '15:00',
    '12:34',
    '1:00',
    '0:09',
    '0:00',
  ])
})
