// A list of phone numbers and member numbers that somebody pasted, and who these are.

import { ProblemError } from '@huitong/api'

/** Each is looked up by a call of its own; more than this is an import. */
export const PASTED_MAX = 1_000
const AT_ONCE = 4

/** One number a line or cell, each once; spaces and dashes inside a number mean nothing. */
export function splitPasted(text: string): string[] {
  const parts = text
    .split(/[\n\r\t,;，；、]+/)
    .map((part) => part.replace(/[\s\u00a0-]+/g, ''))
    .filter((part) => part !== '')
  return [...new Set(parts)]
}

export interface LookedUp<Member> {
  found: Member[]
  /** Nobody is known by these. */
  missing: string[]
  /** Of these nobody can say at the moment. */
  failed: string[]
}

/** Looks everybody up, some at a time; who is there twice is there once. */
export async function lookUp<Member extends { id: string }>(
  numbers: readonly string[],
  resolve: (number: string) => Promise<Member>,
  tell: (done: number) => void,
): Promise<LookedUp<Member>> {
  const found = new Map<string, Member>()
  const missing: string[] = []
  const failed: string[] = []
  let next = 0
  let done = 0
  async function work(): Promise<void> {
    for (let at = next++; at < numbers.length; at = next++) {
      const number = numbers[at] as string
      try {
        const member = await resolve(number)
        found.set(member.id, member)
      } catch (error) {
        const list = isNobody(error) ? missing : failed
        list.push(number)
      }
      done += 1
      tell(done)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { found: [...found.values()], missing, failed }
}

/** Nobody has it, or it is no number at all; whatever else went wrong may pass. */
function isNobody(error: unknown): boolean {
  return error instanceof ProblemError && [404, 409, 422].includes(error.status)
}
