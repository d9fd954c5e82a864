import type { Policy } from '@huitong/api'
import { expect, test } from 'vitest'
import { byPurpose } from './versions'

test('every purpose is there, each with its newest text first', () => {
  const text = (purpose: Policy['purpose'], version: number) => ({ purpose, version }) as Policy
  const all = byPurpose([text('marketing', 1), text('service', 1), text('marketing', 2)])
  expect(
    all.map(({ purpose, versions }) => [purpose, versions.map(({ version }) => version)]),
  ).toEqual([
    ['service', [1]],
    ['marketing', [2, 1]],
    ['profiling', []],
    ['store_sharing', []],
    ['location', []],
    ['guardian', []],
  ])
})
