import { expect, test } from 'vitest'
import { fillOf, isOffered, standingOf, tendersOf } from './paying'

test('cash beyond what is to pay is change, and not sent', () => {
  expect(standingOf(4550, { cash: 5000 })).toMatchObject({ change: 450, left: 0, isPaid: true })
  expect(tendersOf(4550, { cash: 5000 })).toEqual([{ kind: 'cash', amount: 4550 }])
})

test('tenders are combined', () => {
  const typed = { points: 500, stored_value: 2000, card: 1000, cash: 2000, reference: ' 0042 ' }
  expect(standingOf(4550, typed)).toMatchObject({ cashDue: 1050, change: 950, isPaid: true })
  expect(tendersOf(4550, typed)).toEqual([
    { kind: 'points', amount: 500 },
    { kind: 'stored_value', amount: 2000 },
    { kind: 'card', amount: 1000, reference: '0042' },
    { kind: 'cash', amount: 1050 },
  ])
})

test('cash that is not needed is all change, and none of it is sent', () => {
  expect(standingOf(1000, { card: 1000, cash: 500 })).toMatchObject({ change: 500, isPaid: true })
  expect(tendersOf(1000, { card: 1000, cash: 500 })).toEqual([{ kind: 'card', amount: 1000 }])
})

test('what nothing pays is left; what is too much cannot be given back', () => {
  expect(standingOf(1000, { cash: 400 })).toMatchObject({ left: 600, isPaid: false })
  expect(standingOf(1000, { card: 1100 })).toMatchObject({ isTooMuch: true, isPaid: false })
})

test('nothing to pay needs no tender', () => {
  expect(standingOf(0, {}).isPaid).toBe(true)
  expect(tendersOf(0, {})).toEqual([])
})

test('a tender fills what the others leave, as far as it reaches', () => {
  expect(fillOf('cash', 4550, { card: 1000, cash: 99 })).toBe(3550)
  expect(fillOf('stored_value', 4550, { card: 1000 }, { most: 2000, step: 1 })).toBe(2000)
  expect(fillOf('points', 4550, { card: 4550 }, { most: 500, step: 100 })).toBe(0)
  expect(fillOf('points', 4550, { card: 4300 }, { most: 500, step: 100 })).toBe(200)
})

test('without a known step points are all filled in or none', () => {
  expect(fillOf('points', 4550, {}, { most: 500, step: 500 })).toBe(500)
  expect(fillOf('points', 4550, { card: 4300 }, { most: 500, step: 500 })).toBe(0)
  expect(fillOf('points', 4550, {}, { most: 0, step: 0 })).toBe(0)
})

test('what was typed is shown as long as it counts', () => {
  const nothing = { points_can_pay: { points: 0, amount: 0 }, stored_value_can_pay: 0 }
  expect(isOffered('points', { typed: {} }, nothing)).toBe(false)
  expect(isOffered('points', { typed: { points: 100 } }, nothing)).toBe(true)
  expect(isOffered('stored_value', { typed: {} }, { ...nothing, stored_value_can_pay: 5 })).toBe(
    false,
  )
  expect(isOffered('cash', { typed: {} }, nothing)).toBe(true)
})
