import { expect, test } from 'vitest'
import { forgetKept } from './kept'

test('what a person typed is gone with them, but for a sale without an answer', () => {
  const kept = new Map(
    [
      'huitong.draft.stf_1.edit_member.mem_1',
      'huitong.search.stf_1',
      'huitong.sale.stf_1',
      'huitong.sale.stf_2',
      'huitong.sale_sent.stf_2',
      'of_others',
    ].map((name) => [name, '{}']),
  )
  forgetKept({
    length: kept.size,
    key: (place) => [...kept.keys()][place] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => void kept.delete(name),
  })
  expect([...kept.keys()]).toEqual(['huitong.sale.stf_2', 'huitong.sale_sent.stf_2', 'of_others'])
})
