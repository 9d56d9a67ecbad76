import { printPath } from '../model/path.ts'
import { randomUUID } from 'node:crypto'
import type { Problem } from '../model/answers/problem.ts'
import { ThroughlineError } from '../model/errors.ts'
import { describeFailure } from './application/failure.ts'
import { logFailure } from './log.ts'

/** Any error as a problem document; those that are not the caller's are logged. */
export function describeProblem(error: unknown): Problem {
  const { code, status, message: detail, ...rest } = describeFailure(error)
  const type = `urn:throughline:error:${code}`
  const problem = { type, title: printTitle(code), status, code, detail, path: '', ...rest }
  if (error instanceof ThroughlineError) {
    const { hint } = error
    return { ...problem, path: printPath(error.path), ...(hint === undefined ? {} : { hint }) }
  }
  const requestId = randomUUID()
  logFailure(error, requestId)
  return { ...problem, hint: `the log says more, under ${requestId}`, requestId }
}

/** `dataset/wrong-kind` → `wrong kind` */
export const printTitle = (code: string): string =>
  code.replace(/^[^/]*\//, '').replaceAll('-', ' ')

export function respondWithProblem(error: unknown): Response {
  const body = describeProblem(error)
  const headers = { 'content-type': 'application/problem+json' }
  return new Response(JSON.stringify(body), { status: body.status, headers })
}
