import { printPath } from '../model/path.ts'
import { randomUUID } from 'node:crypto'
import { HTTPException } from 'hono/http-exception'
import type { Problem } from '../model/answers/problem.ts'
import { LakeError, ThroughlineError } from '../model/errors.ts'
import { logFailure } from './log.ts'

/** Any error as a problem document; those that are not the caller's are logged. */
export function describeProblem(error: unknown): Problem {
  if (error instanceof ThroughlineError) {
    const { code, message, status, path, hint } = error
    return {
      ...problem(code, status, message),
      path: printPath(path),
      ...(hint === undefined ? {} : { hint }),
    }
  }
  if (error instanceof HTTPException) {
    return problem(`server/http-${error.status}`, error.status, error.message)
  }
  const requestId = randomUUID()
  logFailure(error, requestId)
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof LakeError) {
    return { ...problem('lake/failed', 502, detail), retry: error.retry, requestId }
  }
  return { ...problem('server/internal', 500, detail), requestId }
}

function problem(code: string, status: number, detail: string): Problem {
  const title = printTitle(code)
  return { type: `urn:throughline:error:${code}`, title, status, code, detail, path: '' }
}

/** `dataset/wrong-kind` → `wrong kind` */
export const printTitle = (code: string): string =>
  code.replace(/^[^/]*\//, '').replaceAll('-', ' ')

export function problemResponse(error: unknown): Response {
  const body = describeProblem(error)
  const headers = { 'content-type': 'application/problem+json' }
  return new Response(JSON.stringify(body), { status: body.status, headers })
}
