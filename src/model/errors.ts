import type { z } from 'zod'
import { type Path, pathKey } from './path.ts'
import { zodProblem } from './zod-problem.ts'

export type ErrorParams = Readonly<Record<string, unknown>>

type ErrorEntry = {
  readonly status: number
  readonly message: (params: ErrorParams) => string
  readonly hint?: string
}

/** A value as it is shown in a message: JSON, shortened. */
export const show = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

const listed = (values: unknown): string =>
  Array.isArray(values) && values.length > 0 ? `: ${values.join(', ')}` : ''

const allowed = (values: unknown): string =>
  Array.isArray(values) && values.length > 0 ? `; allowed: ${values.join(', ')}` : ''

const reason = (p: ErrorParams): string => (p['reason'] === undefined ? '' : `: ${p['reason']}`)

/** Every mistake a caller can make: code → HTTP status, message, hint. One line per code. */
export const errors = {
  'definition/invalid': { status: 400, message: (p) => `invalid definition${reason(p)}` },
  'definition/unknown-kind': {
    status: 400,
    message: (p) => `${show(p['kind'])} is not a kind of definition${allowed(p['allowed'])}`,
  },
  'definition/unknown-id': {
    status: 404,
    message: (p) => `there is no ${p['kind']} ${show(p['id'])}${allowed(p['allowed'])}`,
  },
  'definition/unknown-reference': {
    status: 400,
    message: (p) => `there is no ${p['kind']} ${show(p['id'])}`,
    hint: 'apply what it refers to together with it, in any order',
  },
  'definition/unknown-component': {
    status: 400,
    message: (p) => `there is no component ${show(p['id'])}${allowed(p['allowed'])}`,
  },
  'definition/unknown-field': {
    status: 400,
    message: (p) => `there is no field ${show(p['field'])}${allowed(p['allowed'])}`,
  },
  'definition/cycle': {
    status: 400,
    message: (p) => `definitions refer to each other in a circle${listed(p['cycle'])}`,
  },
  'definition/in-use': {
    status: 409,
    message: (p) => `${p['kind']} ${show(p['id'])} is in use by${listed(p['usedBy'])}`,
    hint: 'delete or change its users first',
  },
  'definition/version-conflict': {
    status: 412,
    message: (p) =>
      `${p['kind']} ${show(p['id'])} has version ${p['actual']}, not ${p['expected']}`,
    hint: 'read it again and repeat the change',
  },
  'request/invalid': { status: 400, message: (p) => `invalid request${reason(p)}` },
  'request/unknown-kind': {
    status: 400,
    message: (p) => `${show(p['kind'])} is not a kind of report${allowed(p['allowed'])}`,
  },
  'request/unknown-component': {
    status: 400,
    message: (p) =>
      `there is no ${p['type'] ?? 'component'} ${show(p['id'])}${allowed(p['allowed'])}`,
  },
  'request/unknown-operator': {
    status: 400,
    message: (p) => `the operator ${show(p['op'])} cannot be used here${allowed(p['allowed'])}`,
  },
  'request/unknown-date-range': {
    status: 400,
    message: (p) => `there is no date range or preset ${show(p['id'])}`,
  },
  'request/range-reversed': {
    status: 400,
    message: (p) => `the range ends (${p['end']}) before it starts (${p['start']})`,
  },
  'request/too-large': {
    status: 400,
    message: (p) => `${p['what'] ?? 'the request'} is too large${reason(p)}`,
  },
  'request/impossible': {
    status: 400,
    message: (p) => `this combination is impossible${reason(p)}`,
  },
  'regex/invalid': {
    status: 400,
    message: (p) => `the regular expression ${show(p['pattern'])} is invalid${reason(p)}`,
  },
  'formula/syntax': { status: 400, message: (p) => `invalid formula${reason(p)}` },
  'formula/unknown-function': {
    status: 400,
    message: (p) => `there is no function ${show(p['function'])}${allowed(p['allowed'])}`,
  },
  'formula/wrong-arguments': {
    status: 400,
    message: (p) => `wrong arguments for ${p['function']}${reason(p)}`,
  },
  'import/not-found': { status: 404, message: (p) => `nothing found at ${show(p['source'])}` },
  'import/unreadable': {
    status: 400,
    message: (p) => `${show(p['source'])} cannot be read${reason(p)}`,
  },
  'import/unknown-format': {
    status: 400,
    message: (p) => `the format of ${show(p['source'])} is unknown${allowed(p['allowed'])}`,
  },
  'import/missing-field': {
    status: 400,
    message: (p) => `the field ${show(p['field'])} is missing${allowed(p['allowed'])}`,
  },
  'dataset/unknown': {
    status: 404,
    message: (p) => `there is no dataset ${show(p['id'])}${allowed(p['allowed'])}`,
  },
  'dataset/wrong-kind': {
    status: 400,
    message: (p) => `dataset ${show(p['id'])} is of type ${p['actual']}, not ${p['expected']}`,
  },
  'dataset/schema-mismatch': {
    status: 409,
    message: (p) =>
      `the field ${show(p['field'])} of dataset ${show(p['dataset'])} is ${p['actual']} in the data, not ${p['declared']}`,
    hint: 'keep the type, or delete the dataset and import it again',
  },
  'batch/unknown': {
    status: 404,
    message: (p) => `dataset ${show(p['dataset'])} has no batch ${show(p['id'])}`,
  },
  'connection/unknown': {
    status: 404,
    message: (p) => `there is no connection ${show(p['id'])}${allowed(p['allowed'])}`,
  },
  'connection/missing-setting': {
    status: 400,
    message: (p) => `dataset ${show(p['dataset'])} needs a ${p['setting']} in this connection`,
  },
  'connection/not-built': {
    status: 409,
    message: (p) => `connection ${show(p['id'])} has no journey table yet`,
    hint: 'import data, or run: throughline refresh CONNECTION',
  },
  'connection/field-conflict': {
    status: 400,
    message: (p) =>
      `the field ${show(p['field'])} is ${p['firstType']} in ${p['first']}, but ${p['secondType']} in ${p['second']}`,
    hint: 'declare the same type in both datasets, or rename one of the fields',
  },
  'data-view/unknown': {
    status: 404,
    message: (p) => `there is no data view ${show(p['id'])}${allowed(p['allowed'])}`,
  },
  'person/unknown': { status: 404, message: (p) => `there is no person ${show(p['id'])}` },
  'report/unknown': { status: 404, message: (p) => `there is no report ${show(p['id'])}` },
  'report/cancelled': { status: 409, message: () => 'the report was cancelled' },
  'store/busy': { status: 503, message: (p) => `the store is busy${reason(p)}`, hint: 'try again' },
  'store/unusable': {
    status: 500,
    message: (p) => `the store at ${show(p['url'])} cannot be opened${reason(p)}`,
  },
  'server/unauthorized': { status: 401, message: () => 'a token or session is needed' },
  'server/not-found': { status: 404, message: (p) => `there is nothing at ${show(p['route'])}` },
  'server/invalid-body': { status: 400, message: (p) => `the body cannot be read${reason(p)}` },
  'server/body-too-large': {
    status: 413,
    message: (p) => `the body is larger than ${p['limitBytes']} bytes`,
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors

/**
 * The caller's mistake. `path` points into the definition or request (empty when the whole is
 * meant); `message` names the bad value and, where known, the allowed ones.
 */
export class ThroughlineError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly path: Path
  readonly status: number
  readonly hint: string | undefined

  constructor(code: ErrorCode, params: ErrorParams = {}, path: Path = []) {
    const entry: ErrorEntry = errors[code]
    super(entry.message(params))
    this.name = 'ThroughlineError'
    this.code = code
    this.params = params
    this.path = path
    this.status = entry.status
    this.hint = entry.hint
  }
}

export type Retry = 'never' | 'later' | 'after-user-action'

/** The lake (ClickHouse, a file, a remote store) failed; `retry` says whether trying again helps. */
export class LakeError extends Error {
  readonly retry: Retry

  constructor(message: string, options: { cause?: unknown; retry: Retry }) {
    super(message, { cause: options.cause })
    this.name = 'LakeError'
    this.retry = options.retry
  }
}

/**
 * The most telling problem of a ZodError as a ThroughlineError, with the code of the rule that was
 * broken where it has one of its own; `prefix` goes in front of its path.
 */
export const fromZod = (
  error: z.ZodError,
  code: ErrorCode,
  prefix: Path = [],
): ThroughlineError => {
  const problem = zodProblem(error.issues)
  const path = [...prefix, ...problem.path.map(pathKey)]
  if (problem.error instanceof ThroughlineError) {
    return new ThroughlineError(problem.error.code, problem.error.params, path)
  }
  return new ThroughlineError(
    code,
    { reason: problem.reason, value: problem.value, allowed: problem.allowed },
    path,
  )
}

/** Errors of `work` point behind `path`. */
export async function withinPath<T>(path: Path, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError) || path.length === 0) throw error
    throw new ThroughlineError(error.code, error.params, [...path, ...error.path])
  }
}

/** Parses with `schema`, or throws a ThroughlineError with the path of the wrong place. */
export const parseAs = <S extends z.ZodType>(
  schema: S,
  value: unknown,
  code: ErrorCode,
  prefix: Path = [],
): z.output<S> => {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  throw fromZod(parsed.error, code, prefix)
}
