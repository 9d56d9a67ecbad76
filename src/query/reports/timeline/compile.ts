import type { Path } from '../../../model/path.ts'
import type {
  MaskRef,
  PersonEvent,
  PersonEventsPartial,
  PersonsPartial,
} from '../../../engine/index.ts'
import type { TimelineEvent, TimelineRequest, TimelineResult } from './request.ts'
import { type Compilation, type Period, addSessions } from '../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileSecondsSpent } from '../../standard/time-spent.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { ownColumns } from '../../../model/own-columns.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileTouch } from '../../segments/touch.ts'
import { describeScope } from '../../explain/describe-scope.ts'

type Sessions = Unmeasured<TimelineResult>['people'][number]['sessions']

/** The events of some people, by session (§8.12). */
export const compileTimeline: CompileReport<TimelineRequest, TimelineResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await shownEvents(c, request, period, path)
  const dimension =
    request.dimension === undefined
      ? null
      : await compileDimension(c, request.dimension, period, [...path, 'dimension'])
  const values = [compileSecondsSpent(c), ...(dimension ? [dimension.value.ref] : [])]
  const sample = await samplePeople(c, mask, request)
  const sessions = addSessions(c)
  const people = sample.map(({ id, code }) => ({
    id,
    aggregation: c.plan.aggregate({ kind: 'person-events', person: code, sessions, mask, values }),
  }))
  return (partials) => ({
    people: people.map(({ id, aggregation }) => {
      const { events } = partials[aggregation] as PersonEventsPartial
      return { person: id, sessions: bySession(events, dimension) }
    }),
  })
}

export const explainTimeline: ExplainReport<TimelineRequest> = (c, request) => [
  ...describeScope(c, request),
  `Shows the events of ${request.people} people, drawn by the seed ${request.seed}: the same seed, the same people. Seconds are until the next event of the session.`,
]

export async function shownEvents(
  c: Compilation,
  request: TimelineRequest,
  period: Period,
  path: Path,
): Promise<MaskRef> {
  const scope = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  if (request.where === undefined) return scope
  return c.plan.and(scope, await compileTouch(c, request.where, period, [...path, 'where']))
}

interface Sampled {
  readonly id: string
  readonly code: number
}

/** People with an event to show, in an order that only the seed and their ids decide. */
async function samplePeople(
  c: Compilation,
  mask: MaskRef,
  { people, seed }: TimelineRequest,
): Promise<readonly Sampled[]> {
  const { partials } = await c.source.run(c.plan.build([{ kind: 'persons', mask }]))
  const { codes } = partials[0] as PersonsPartial
  const ids = await c.source.dictionary(ownColumns.person)
  const drawn = Array.from(codes, (code) => {
    const id = ids.value(code)!
    return { id, code, lot: lotOf(id, seed) }
  })
  return drawn.sort((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1)).slice(0, people)
}

/** A number that looks random but always is the same: FNV-1a, then the finish of MurmurHash3. */
function lotOf(id: string, seed: number): number {
  let hash = 0x811c9dc5
  for (const char of `${seed} ${id}`) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function bySession(events: readonly PersonEvent[], dimension: CompiledDimension | null): Sessions {
  const sessions = new Map<number, TimelineEvent[]>()
  for (const event of events) {
    if (!event.isIn) continue
    const known = sessions.get(event.session) ?? []
    sessions.set(event.session, [...known, shown(event, dimension)])
  }
  return [...sessions].map(([session, own]) => ({ session, events: own }))
}

function shown({ time, values }: PersonEvent, dimension: CompiledDimension | null): TimelineEvent {
  const [[seconds = Number.NaN] = [], codes = []] = values
  const isList = dimension?.value.isList === true
  const shownCodes = isList ? codes.filter((code) => code !== 0) : codes
  const items = shownCodes.map((code) => dimension!.value.domain.item(code))
  return {
    time: new Date(time).toISOString(),
    value: isList ? items : (items[0] ?? null),
    seconds: Number.isNaN(seconds) ? null : seconds,
  }
}
