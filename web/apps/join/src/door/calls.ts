// What the door asks the server. An act carries a key of its own; when no answer came, trying the
// same again carries the same key.

import { Attempt, answer, api, under } from '@huitong/api'
import type { Door, Given, Joined, Proved, Sent } from './types'

const attempts = {
  digits: new Attempt(),
  member: new Attempt(),
}

export function openDoor(code: string): Promise<Door> {
  return answer(api.GET('/api/v1/join/{code}', { params: { path: { code } } }))
}

export function sendDigits(code: string, phone: string): Promise<Sent> {
  const body = { phone }
  return attempts.digits.run([code, phone], (key) =>
    answer(
      api.POST('/api/v1/join/{code}/digits', {
        params: { path: { code }, header: under(key) },
        body,
      }),
    ),
  )
}

/** The same digits give the same proof, so it needs no key and is kept nowhere. */
export function provePhone(code: string, phone: string, digits: string): Promise<Proved> {
  const body = { phone, digits }
  return answer(api.POST('/api/v1/join/{code}/proof', { params: { path: { code } }, body }))
}

export function join(
  code: string,
  proof: string,
  name: string,
  consents: Given[],
): Promise<Joined> {
  const body = { proof, consents, ...(name === '' ? {} : { name }) }
  return attempts.member.run([code, body], (key) =>
    answer(
      api.POST('/api/v1/join/{code}/member', {
        params: { path: { code }, header: under(key) },
        body,
      }),
    ),
  )
}
