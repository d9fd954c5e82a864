import { NetworkError, ProblemError } from '@huitong/api'
import { translate } from '@huitong/words'
import { expect, test } from 'vitest'
import { atKnown, fieldName, problemOnForm, sayError } from './problems'

const words = { t: translate.bind(null, 'zh') }
const KNOWN = ['amount', 'lines']

function refusal(code: string, params = {}, fields: ProblemError['fields'] = []) {
  return new ProblemError(422, code, 'Title', params, fields, 'req_1')
}

test('a JSON pointer names the field of the form', () => {
  expect(fieldName('/lines/0/quantity')).toEqual(['lines', 0, 'quantity'])
  expect(fieldName('/a~1b')).toEqual(['a/b'])
  expect(fieldName('?store_id')).toEqual(['store_id'])
})

test('wrong fields are shown at the fields, unknown ones above the form', () => {
  const error = refusal('request.invalid', {}, [
    { pointer: '/amount', code: 'number.too_small', params: { min: 1 } },
    { pointer: '/lines/0/quantity', code: 'value.missing', params: {} },
    { pointer: '/till_id', code: 'reference.unknown', params: {} },
  ])
  const shown = problemOnForm(words, error, KNOWN)
  expect(shown.fields.map(({ name }) => name)).toEqual([['amount'], ['lines', 0, 'quantity']])
  expect(shown.fields[0]?.errors[0]).toBe('不能小于 1')
  expect(shown.rest).toContain('till_id')
})

test('a refusal of the trade is one sentence with its numbers', () => {
  const error = refusal('checkout.price_changed', { quoted: 12000, now: 30050 })
  const shown = problemOnForm(words, error, KNOWN)
  expect(shown.fields).toEqual([])
  expect(shown.rest).toContain('120.00')
  expect(shown.rest).toContain('300.50')
})

test('what has no words is still told', () => {
  expect(sayError(words, refusal('future.code'))).toBe('Title')
  expect(sayError(words, new NetworkError('down'))).toBe(translate('zh', 'error.network'))
  expect(sayError(words, new TypeError('x'))).toBe(translate('zh', 'error.unexpected'))
})

test('what is wrong below a field is told at the field, and nothing is lost', () => {
  const wrong = (name: (string | number)[], error: string) => ({ name, errors: [error] })
  const { placed, lost } = atKnown(
    [
      wrong(['hours', 0, 'opens'], 'a'),
      wrong(['hours', 1, 'opens'], 'a'),
      wrong(['hours', 1], 'b'),
      wrong(['rows', 0, 'pay'], 'c'),
      wrong(['gone', 0], 'd'),
    ],
    [['hours'], ['rows'], ['rows', 0, 'pay']],
  )
  expect(placed).toEqual([
    { name: ['hours'], errors: ['a', 'b'] },
    { name: ['rows', 0, 'pay'], errors: ['c'] },
  ])
  expect(lost).toEqual(['gone.0: d'])
})
