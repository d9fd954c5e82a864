// The one door to the server: typed by the OpenAPI snapshot, refusals thrown as `ProblemError`,
// no answer thrown as `NetworkError`, and every POST under an idempotency key.

import createClient, { type Middleware } from 'openapi-fetch'
import { newKey } from './attempt'
import { reportConnection } from './connection'
import { NetworkError, readProblem } from './problem'
import type { paths } from './schema'

const problems: Middleware = {
  async onResponse({ response }) {
    reportConnection(true)
    if (!response.ok) throw await readProblem(response)
  },
  onError({ error }) {
    // A call that the app itself gave up says nothing about the line.
    if (error instanceof DOMException && error.name === 'AbortError') return error
    reportConnection(false)
    return new NetworkError(error)
  },
}

// Acts that may be tried again bring a key of their own; see attempt.ts.
const idempotency: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', newKey())
    }
    return request
  },
}

// The server takes our cookie from our own pages only, and knows them by a header that a foreign page
// cannot send. What has a body or a key has such a header; a bare DELETE has none.
const ownPage: Middleware = {
  onRequest({ request }) {
    if (request.method === 'DELETE') request.headers.set('x-requested-with', 'huitong')
    return request
  },
}

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' })
api.use(problems, idempotency, ownPage)
