import { errors } from '../../src/model/errors.ts'
import type { FuzzRequest } from './requests.ts'

/** Something that a server must not do, with the request that made it. */
export interface Find {
  readonly what: string
  readonly request: FuzzRequest
  readonly answer: string
}

/** The demo company is a dozen imports, which take longer the more of its data is there. */
export const mostSeconds = ({ path }: Pick<FuzzRequest, 'path'>): number =>
  path.startsWith('/api/v1/demo') ? 120 : 10

const LONGEST_DETAIL = 2000

export interface FuzzAnswer {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly seconds: number
}

/** Words of validators, databases, the runtime: nobody is told them. */
const foreign =
  /DB::|ClickHouse|Code: \d+|Invalid input|Too (small|big):|Unrecognized key|Invalid option|received |is not valid JSON|Unexpected (token|end)|\.ts:\d|SQLITE|libsql|ECONN|ENOENT|EISDIR|\bundefined\b|\[object |Cannot read|is not a function|Maximum call stack/i

/** What is wrong with an answer; null where it is as it should be. */
export function judge(
  request: FuzzRequest,
  { status, type, text, seconds }: FuzzAnswer,
): string | null {
  if (seconds > mostSeconds(request)) return `it took ${Math.round(seconds)} s`
  if (status >= 500) return `status ${status}`
  const problems = status < 400 ? listProblems(type, text) : [readJson(text)]
  if (status >= 400 && !type.startsWith('application/problem+json')) return `an error as ${type}`
  for (const problem of problems) {
    const wrong = judgeProblem(problem)
    if (wrong !== null) return wrong
  }
  return null
}

/** Those of the requests of an array that failed, and of a stream of events. */
function listProblems(type: string, text: string): unknown[] {
  if (type.startsWith('text/event-stream')) {
    return [...text.matchAll(/^event: problem\ndata: (.*)$/gm)].map(([, data]) => readJson(data!))
  }
  const answer = type.startsWith('application/json') ? readJson(text) : null
  if (!Array.isArray(answer)) return []
  return answer.flatMap((each: { readonly error?: unknown } | null) => each?.error ?? [])
}

function judgeProblem(problem: unknown): string | null {
  const { code = '', detail = '', hint = '', status } = (problem ?? {}) as Record<string, string>
  if (!Object.hasOwn(errors, code)) return `the code ${code}`
  if (Number(status) >= 500) return `status ${status} inside`
  if (detail.includes('\n')) return 'several lines'
  if (detail.length > LONGEST_DETAIL) return 'a very long line'
  const words = foreign.exec(`${detail} ${hint}`)
  return words === null ? null : `foreign words: ${words[0]}`
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
