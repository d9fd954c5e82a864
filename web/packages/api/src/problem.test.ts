import { expect, test } from 'vitest'
import { readProblem } from './problem'

function answered(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'x-request-id': 'req_header' } })
}

test('a problem document is read as it is', async () => {
  const field = { pointer: '/amount', code: 'number.too_small', params: { min: 1 } }
  const body = { code: 'request.invalid', title: 'Invalid', params: {}, errors: [field] }
  const problem = await readProblem(answered(422, JSON.stringify({ ...body, request_id: 'req_1' })))
  expect(problem).toMatchObject({ status: 422, code: 'request.invalid', requestId: 'req_1' })
  expect(problem.fields).toEqual([field])
})

test('what is no problem document keeps its status and the id of the request', async () => {
  for (const body of ['<html>Bad gateway</html>', 'null', '{"message":"x"}', '']) {
    const problem = await readProblem(answered(502, body))
    expect(problem).toMatchObject({ status: 502, code: '', fields: [], requestId: 'req_header' })
    expect(problem.isTransient).toBe(true)
  }
})
