import type { RequestFailure } from '../model/answers/reports.ts'
import { ThroughlineError } from '../model/errors.ts'
import { type FreeformResult, MOST_ROWS } from '../query/reports/freeform/request.ts'
import type { ReportResult } from '../query/reports/index.ts'

const MOST_TRIES = 3

type Ask<A> = (request: unknown) => Promise<A>

interface FreeformBody {
  readonly kind: 'freeform'
}

const isFreeform = (body: unknown): body is FreeformBody =>
  typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'freeform'

/**
 * The answer to a request with every row of its table, whatever limit and offset it names; other kinds are asked as
 * they are. All rows are of one data version. Errors: server/data-changes, where new data comes faster than the rows.
 */
export async function askForAllRows<A extends ReportResult | RequestFailure>(
  request: unknown,
  ask: Ask<A>,
): Promise<A> {
  if (!isFreeform(request)) return ask(request)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const whole = await joinPages(request, ask)
    if (whole !== undefined) return whole
  }
  throw new ThroughlineError('server/data-changes', {})
}

/** Undefined where the data changed between two pages. */
async function joinPages<A extends ReportResult | RequestFailure>(
  request: FreeformBody,
  ask: Ask<A>,
): Promise<A | undefined> {
  const page = (offset: number) => ask({ ...request, limit: MOST_ROWS, offset })
  const first = await page(0)
  if ('error' in first) return first
  const { rowCount, meta, rows: start } = first as FreeformResult
  const rows = [...start]
  while (rows.length < rowCount) {
    const next = await page(rows.length)
    if ('error' in next) return next
    const { rows: more, meta: its } = next as FreeformResult
    if (its.dataVersion !== meta.dataVersion || more.length === 0) return undefined
    for (const row of more) rows.push(row)
  }
  return { ...first, rows }
}
