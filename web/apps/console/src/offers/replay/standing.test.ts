import { expect, test } from 'vitest'
import { askedOf, isRunning } from './standing'

test('what waits runs as well', () => {
  expect(
    (['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const).map((state) =>
      isRunning({ state }),
    ),
  ).toEqual([true, true, false, false, false])
})

test('only the place that stands is asked for', () => {
  const values = {
    days: ['2026-01-01', '2026-01-31'] as const,
    region_id: 'reg_1',
    store_ids: ['sto_1'],
  }
  const asked = { offer_id: 'ofr_1', from: '2026-01-01', to: '2026-01-31' }
  expect(askedOf('ofr_1', { ...values, place: 'all' })).toEqual(asked)
  expect(askedOf('ofr_1', { ...values, place: 'region' })).toEqual({ ...asked, region_id: 'reg_1' })
  expect(askedOf('ofr_1', { ...values, place: 'stores' })).toEqual({
    ...asked,
    store_ids: ['sto_1'],
  })
})
