import { RequestError, type ShownProblem } from '../api/http.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

/** How long to wait before the try after `failures` ones, in milliseconds: twice as long each time, up to half a minute. */
export const waitBefore = (failures: number, firstMs = FIRST_WAIT_MS): number =>
  Math.min(LONGEST_WAIT_MS, firstMs * 2 ** Math.max(0, failures - 1))

const timedOut: ShownProblem = {
  title: 'server unreachable',
  status: 0,
  code: 'web/unreachable',
  detail: 'The server does not answer.',
  path: '',
}

/** What went wrong with a step that may go well later; undefined where the server has refused it. */
export function problemToWaitFor(error: unknown): ShownProblem | undefined {
  if (!(error instanceof RequestError)) return timedOut
  const { problem } = error
  const isBusy = [0, 401, 408, 425, 429].includes(problem.status) || problem.status >= 500
  return isBusy || problem.retry === 'later' ? problem : undefined
}
