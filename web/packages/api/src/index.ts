// The server as the apps see it.
export { answer, answerWithTag, ifMatch, type Tagged, taggedByVersion, under } from './answer'
export { Attempt, newKey } from './attempt'
export { api } from './client'
export { connection } from './connection'
export { type FieldProblem, NetworkError, ProblemError } from './problem'
export type * from './types'
