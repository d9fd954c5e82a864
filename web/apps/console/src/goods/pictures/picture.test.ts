import { ProblemError } from '@huitong/api'
import { expect, test } from 'vitest'
import { pictureUrl, refusalOf, sayRefusal, withMain } from './picture'

const words = { t: (key: string) => key } as Parameters<typeof refusalOf>[0]
const MEGABYTE = 1024 * 1024

test('a picture is shown in the size that is wanted', () => {
  const url = pictureUrl({ goods_id: 'gds_1', id: 'pic_2' }, 'small')
  expect(url).toBe('/api/v1/goods/gds_1/pictures/pic_2?size=small')
})

test('the main picture comes to the front, the others stay in their order', () => {
  const pictures = ['a', 'b', 'c'].map((id) => ({ goods_id: 'g', id }))
  expect(withMain(pictures, 'c')).toEqual(['c', 'a', 'b'])
  expect(withMain(pictures, 'a')).toEqual(['a', 'b', 'c'])
})

test('what the server would refuse is not sent', () => {
  const refusal = (type: string, size: number) => refusalOf(words, { type, size })
  expect(refusal('image/webp', 10 * MEGABYTE)).toBeUndefined()
  expect(refusal('', 1)).toBeUndefined()
  expect(refusal('image/png', 10 * MEGABYTE + 1)).toBe('field.picture.too_large')
  expect(refusal('image/heic', 1)).toBe('field.picture.unknown_format')
})

test('a refusal is told by its field, or by itself where it has none', () => {
  const problem = (code: string, fields: ProblemError['fields']) =>
    new ProblemError(422, code, '', {}, fields, undefined)
  const damaged = { pointer: '/file', code: 'picture.damaged', params: {} }
  expect(sayRefusal(words, problem('request.invalid', [damaged]))).toBe('field.picture.damaged')
  const full = problem('retail.too_many_pictures', [])
  expect(sayRefusal(words, full)).toBe('problem.retail.too_many_pictures')
})
