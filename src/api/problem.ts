import { printPath } from '../model/path.ts'
import { randomUUID } from 'node:crypto'
import type { Problem } from '../model/answers/problem.ts'
import { ThroughlineError } from '../model/errors.ts'
import { describeFailure, toCallersWords } from './application/failure.ts'
import { logFailure } from './log.ts'

/** Any error as a problem document; those that are not the caller's are logged. */
export function describeProblem(thrown: unknown): Problem {
  const error = toCallersWords(thrown)
  const { code, status, message: detail, ...rest } = describeFailure(error)
  const type = `urn:throughline:error:${code}`
  const problem = { type, title: printTitle(code), status, code, detail, path: '', ...rest }
  if (error instanceof ThroughlineError) {
    const { hint } = error
    const path = printPath(error.path)
    return { ...problem, path, ...(hint === undefined ? {} : { hint }), ...detailsOf(error) }
  }
  const requestId = randomUUID()
  logFailure(error, requestId)
  return { ...problem, hint: `the log says more, under ${requestId}`, requestId }
}

/** What a program does something with, of steps of projects that cannot be taken. */
const detailsOf = ({ params }: ThroughlineError): Pick<Problem, 'conflict' | 'expectedNumber'> => ({
  ...('conflict' in params && { conflict: params.conflict as NonNullable<Problem['conflict']> }),
  ...('expectedNumber' in params && { expectedNumber: params.expectedNumber }),
})

/** `dataset/wrong-kind` → `wrong kind` */
export const printTitle = (code: string): string =>
  code.replace(/^[^/]*\//, '').replaceAll('-', ' ')

export function respondWithProblem(error: unknown): Response {
  const body = describeProblem(error)
  const headers = { 'content-type': 'application/problem+json', ...headersOf(error) }
  return new Response(JSON.stringify(body), { status: body.status, headers })
}

/** What HTTP asks for beside the body. */
function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ThroughlineError)) return {}
  if (error.code === 'server/unauthorized') {
    return { 'www-authenticate': 'Bearer realm="Throughline"' }
  }
  const { seconds } = error.params as { readonly seconds?: number }
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}
