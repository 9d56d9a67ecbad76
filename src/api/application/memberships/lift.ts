import type { AudienceLift } from '../../../model/answers/lift.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import { membershipCodes } from '../../../model/journey.ts'
import { measureLift } from '../../../query/lift/measure-lift.ts'
import type { Catalog } from '../catalog.ts'
import type { Connections } from '../connections.ts'
import { onlyEntries } from './read-intervals.ts'

export interface LiftRequest {
  readonly audience: string
  readonly metrics: readonly string[]
  /** From the first entry on when left out. */
  readonly dateRange?: DateRangeRef | undefined
  readonly alpha: number
}

/** Errors: definition/unknown-id; request/impossible where nobody entered, or is held out. */
export async function readLift(
  catalog: Catalog,
  connections: Connections,
  { audience, metrics, dateRange, alpha }: LiftRequest,
): Promise<AudienceLift> {
  const found = catalog.find('audience', audience)
  if (found === undefined) {
    const allowed = catalog.list('audience').map(({ id }) => id)
    throw new ThroughlineError('definition/unknown-id', { kind: 'audience', id: audience, allowed })
  }
  const dataView = catalog.dataView(found.dataView)
  const source = await connections.source(dataView.connection)
  const groups = onlyEntries(await source.membership!(audience))
  for (const [code, who] of [
    [membershipCodes.member, 'nobody who is delivered has'],
    [membershipCodes.heldOut, 'nobody who is held out has'],
  ] as const) {
    if (groups.codes.includes(code)) continue
    const reason = `${who} entered the audience yet; holdOut of the audience says how many are held out`
    throw new ThroughlineError('request/impossible', { reason })
  }
  const first = groups.starts.reduce((least, start) => Math.min(least, start), Infinity)
  const now = Date.now()
  const since = { start: new Date(first).toISOString(), end: new Date(now + 1).toISOString() }
  const context = { source, dataView, definitions: catalog.definitions, now }
  const question = { metrics, dateRange: dateRange ?? since, alpha, groups }
  return { audience, ...(await measureLift(context, question)) }
}
