import { expect, test } from 'vitest'
import { minutesOf, timeOf } from './clock'

test('minutes after midnight are a time of the day, and back', () => {
  for (const [minutes, time] of [
    [0, '00:00'],
    [5, '00:05'],
    [570, '09:30'],
    [719, '11:59'],
    [1439, '23:59'],
  ] as const) {
    expect(timeOf(minutes)).toBe(time)
    expect(minutesOf(time)).toBe(minutes)
  }
})
