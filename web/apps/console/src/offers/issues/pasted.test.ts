import { ProblemError } from '@huitong/api'
import { expect, test, vi } from 'vitest'
import { lookUp, splitPasted } from './pasted'

test('numbers are taken apart however they were pasted', () => {
  expect(splitPasted('138 0000 0001\n13800000002,13800000003；M001\t138-0000-0001\n\n')).toEqual([
    '13800000001',
    '13800000002',
    '13800000003',
    'M001',
  ])
  expect(splitPasted(' \n ')).toEqual([])
})

test('who is found, who is not, and of whom nobody can say are told apart', async () => {
  const problem = (status: number) => new ProblemError(status, 'x', '', {}, [], undefined)
  const resolve = async (number: string) => {
    if (number === 'nobody') throw problem(404)
    if (number === 'busy') throw problem(503)
    return { id: number === 'a' || number === 'a_card' ? 'mem_a' : `mem_${number}` }
  }
  const tell = vi.fn()
  const told = await lookUp(['a', 'nobody', 'busy', 'a_card', 'b'], resolve, tell)
  expect(told.found.map(({ id }) => id)).toEqual(['mem_a', 'mem_b'])
  expect([told.missing, told.failed]).toEqual([['nobody'], ['busy']])
  expect(tell).toHaveBeenLastCalledWith(5)
})
