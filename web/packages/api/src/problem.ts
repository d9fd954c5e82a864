// What the server says when it will not or cannot (RFC 9457), as errors that can be thrown.
// Programs branch on `code`, never on a sentence.

import type { Problem, ProblemField } from './schema'

/** The numbers of a refusal; which there are depends on the code. */
type Params = Readonly<Record<string, unknown>>

/** One wrong field: a JSON pointer into the body, or `?name` for a query parameter. */
export type FieldProblem = Omit<ProblemField, 'params'> & { params: Params }

/** The server answered, and the answer is no. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly params: Params,
    readonly fields: readonly FieldProblem[],
    readonly requestId: string | undefined,
  ) {
    super(`${status} ${code}`)
  }

  /** Whether the same request may get another answer by itself. */
  get isTransient(): boolean {
    return this.status >= 500 || this.status === 409 || this.status === 429
  }
}

/** No answer came: the line is down, or the server is. What was asked may or may not have happened. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  constructor(readonly reason: unknown) {
    super('no answer from the server')
  }
}

/** Reads a refusal; a body that is no problem document (a proxy's page) becomes one by its status. */
export async function readProblem(response: Response): Promise<ProblemError> {
  const fromHeader = response.headers.get('x-request-id') ?? undefined
  const body: unknown = await response.json().catch(() => undefined)
  if (!isProblem(body)) {
    return new ProblemError(response.status, '', response.statusText, {}, [], fromHeader)
  }
  const { code, title, params, errors, request_id } = body
  return new ProblemError(
    response.status,
    code,
    title,
    params,
    errors ?? [],
    request_id ?? fromHeader,
  )
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body
}
