import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import { daysOf } from './period'

const TODAY = dayjs('2026-03-31')

test('periods count both days in', () => {
  expect(daysOf('today', TODAY)).toEqual(['2026-03-31', '2026-03-31'])
  expect(daysOf('last_7', TODAY)).toEqual(['2026-03-25', '2026-03-31'])
  expect(daysOf('this_month', TODAY)).toEqual(['2026-03-01', '2026-03-31'])
})

test('the month before may be shorter', () => {
  expect(daysOf('last_month', TODAY)).toEqual(['2026-02-01', '2026-02-28'])
})
