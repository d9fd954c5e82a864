// What the server says when it will not or cannot (RFC 9457), as errors that can be thrown.
// Programs branch on `code`, never on a sentence.

/** One wrong field: a JSON pointer into the body, or `?name` for a query parameter. */
export interface FieldProblem {
  pointer: string
  code: string
  params: Record<string, unknown>
}

/** The server answered, and the answer is no. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly params: Record<string, unknown>,
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
  const body = await response.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null || typeof body.code !== 'string') {
    return new ProblemError(response.status, '', response.statusText, {}, [], fromHeader)
  }
  return new ProblemError(
    response.status,
    body.code,
    typeof body.title === 'string' ? body.title : '',
    body.params ?? {},
    Array.isArray(body.errors) ? body.errors : [],
    body.request_id ?? fromHeader,
  )
}
