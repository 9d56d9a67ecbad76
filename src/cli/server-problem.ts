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

interface ProblemBody {
  readonly code?: string
  readonly detail?: string
  readonly path?: string
  readonly hint?: string
}

export function problemFrom({ code, detail, path, hint }: ProblemBody): ServerProblem {
  return new ServerProblem(code ?? 'server/unknown', detail ?? 'no reason given', path, hint)
}
