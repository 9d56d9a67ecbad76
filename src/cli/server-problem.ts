import type { Problem } from '../model/answers/problem.ts'

/** What a server answered instead of a result. */
export class ServerProblem extends Error {
  readonly code: string
  readonly path: string
  readonly hint: string | undefined

  constructor(code: string, message: string, path = '', hint?: string) {
    super(message)
    this.code = code
    this.path = path
    this.hint = hint
  }
}

export function readProblem({ code, detail, path, hint }: Partial<Problem>): ServerProblem {
  return new ServerProblem(code ?? 'server/unknown', detail ?? 'no reason given', path, hint)
}
