import type { Opening } from '@huitong/api'
import { expect, test } from 'vitest'
import { groupsOf, inOrder, nextTimes, onEveryDay, overlapping, type Weekday } from './hours'

/** `monday 09:30-22:00`, one a line. */
function hours(lines: string): Opening[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [weekday = '', opens = '', closes = ''] = line.split(/[ -]/)
      return { weekday: weekday as Weekday, opens, closes }
    })
}

test('a store may close over lunch and open into the night', () => {
  for (const fine of [
    '',
    'monday 09:30-12:00\nmonday 13:00-22:00',
    'friday 18:00-02:00\nsaturday 18:00-02:00',
    'sunday 18:00-03:00\nmonday 03:00-12:00',
    'monday 00:00-00:00\ntuesday 00:00-00:00',
  ]) {
    expect(overlapping(hours(fine)), fine).toEqual([])
  }
})

test('no time begins while another lasts', () => {
  for (const [lines, wrong] of [
    ['monday 09:00-18:00\nmonday 17:59-22:00', 'monday 17:59-22:00'],
    ['friday 18:00-02:00\nsaturday 01:00-09:00', 'saturday 01:00-09:00'],
    ['sunday 18:00-03:00\nmonday 02:59-12:00', 'monday 02:59-12:00'],
    ['monday 09:00-09:00\nmonday 20:00-21:00', 'monday 20:00-21:00'],
    ['monday 09:00-18:00\nmonday 09:00-12:00', 'monday 09:00-18:00\nmonday 09:00-12:00'],
  ] as const) {
    expect(overlapping(hours(lines)), lines).toEqual(hours(wrong))
  }
})

test('days in a row with the same times are told together', () => {
  const week = onEveryDay(hours('monday 09:30-22:00'), 'monday')
  expect(groupsOf(week)).toEqual([{ from: 'monday', to: 'sunday', times: ['09:30–22:00'] }])
  const closedOnTuesday = week.filter(({ weekday }) => weekday !== 'tuesday')
  expect(groupsOf(closedOnTuesday)).toEqual([
    { from: 'monday', to: 'monday', times: ['09:30–22:00'] },
    { from: 'tuesday', to: 'tuesday', times: [] },
    { from: 'wednesday', to: 'sunday', times: ['09:30–22:00'] },
  ])
})

test('times are kept in the order of the week', () => {
  const mixed = hours('sunday 10:00-20:00\nmonday 13:00-22:00\nmonday 09:00-12:00')
  expect(inOrder(mixed)).toEqual(
    hours('monday 09:00-12:00\nmonday 13:00-22:00\nsunday 10:00-20:00'),
  )
})

test('times that are added do not overlap those of the day', () => {
  let times: Opening[] = []
  for (const expected of ['10:00-22:00', '22:00-00:00']) {
    const next = nextTimes(times)
    expect(`${next.opens}-${next.closes}`).toBe(expected)
    times = [...times, { weekday: 'monday', ...next }]
    expect(overlapping(times)).toEqual([])
  }
  expect(nextTimes(hours('monday 09:00-12:00'))).toEqual({ opens: '12:00', closes: '22:00' })
})
