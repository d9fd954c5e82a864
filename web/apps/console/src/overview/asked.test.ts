import { expect, test } from 'vitest'
import { askedBy, askInstead } from './asked'

test('the address asks for a period and for a place', () => {
  const asked = (text: string, chosen?: string) => askedBy(new URLSearchParams(text), chosen)
  expect(asked('')).toEqual({})
  expect(asked('', 'sto_1')).toEqual({ store_id: 'sto_1' })
  expect(asked('store_id=sto_2', 'sto_1')).toEqual({ store_id: 'sto_2' })
  expect(asked('region_id=reg_1', 'sto_1')).toEqual({ region_id: 'reg_1' })
  expect(asked('from=2026-11-01')).toEqual({})
  expect(asked('from=2026-11-01&to=2026-11-02')).toEqual({ from: '2026-11-01', to: '2026-11-02' })
})

test('a wish is added to the address or taken away', () => {
  const next = askInstead(new URLSearchParams('from=a&store_id=b'), {
    store_id: undefined,
    region_id: 'c',
  })
  expect(next.toString()).toBe('from=a&region_id=c')
})
