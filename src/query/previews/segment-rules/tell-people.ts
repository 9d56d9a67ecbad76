import type { PartialResult, PersonEventsPartial } from '../../../engine/index.ts'
import type { TellingEvent } from '../../../model/answers/segment-rules.ts'
import type { Condition, SegmentContainer, Step } from '../../../model/conditions.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { Path } from '../../../model/path.ts'
import { addRuns, addSessions } from '../../compilation/compilation.ts'
import type { Definitions } from '../../compilation/definitions.ts'
import { addPersonEvents } from '../../reports/journey/compile.ts'
import { compileEventParts } from '../../reports/parts/event-parts.ts'
import { findEvidence } from '../../segments/evidence.ts'
import type { PreviewContext } from '../segment.ts'
import { compileKept, openRange, rootPlace } from './open-segment.ts'

/** A person of whom the events are told that make a segment hold. */
export interface Asked {
  readonly code: number
  readonly definition: SegmentContainer
}

export interface Told {
  readonly events: readonly TellingEvent[]
  readonly eventCount: number
}

const MOST_EVENTS = 5

/** Where there are more, others than the first of each condition are shown up to so many. */
const FEW_EVENTS = 3

/** The events of each person that make its segment hold, in the order of the persons. */
export async function tellPeople(
  context: PreviewContext,
  asked: readonly Asked[],
  dateRange: DateRangeRef,
): Promise<readonly Told[]> {
  if (asked.length === 0) return []
  const range = await openRange(context, dateRange)
  const finish: ((partials: readonly PartialResult[]) => Told)[] = []
  for (const { code, definition } of asked) {
    finish.push(await addPerson(range, code, definition, context.definitions))
  }
  const { partials } = await context.source.run(range.c.plan.build(), { isOnce: true })
  return finish.map((read) => read(partials))
}

type Range = Awaited<ReturnType<typeof openRange>>

async function addPerson(
  range: Range,
  code: number,
  definition: SegmentContainer,
  definitions: Definitions,
): Promise<(partials: readonly PartialResult[]) => Told> {
  const { c, period } = range
  const kept = await compileKept(range, definition)
  const { container } = definition
  const scope = container === 'session' || container === 'person' ? container : 'event'
  const asked = scope === 'event' ? kept : c.plan.anyIn(kept, addRuns(c, scope))
  const evidence = await findEvidence(definition, rootPlace(range), asked)
  const parts = await compileEventParts(c, componentsOf(definition, definitions), period, [])
  const everywhere = { start: -Infinity, end: Infinity, mask: null }
  const selection = { events: null, elements: [] }
  const readEvents = addPersonEvents(c, code, parts, everywhere, selection)
  const values = evidence.map(({ mask }) => mask ?? c.plan.everyEvent())
  const sessions = addSessions(c)
  const marks = { kind: 'person-events', person: code, sessions, mask: null, values } as const
  const aggregation = c.plan.aggregate(marks)
  return (partials) => {
    const events = readEvents(partials)
    const marked = (partials[aggregation] as PersonEventsPartial).events
    const fulfils = marked.map(({ values: flags }) => flags.map(([flag]) => flag === 1))
    const telling = [...events.keys()].filter((i) => fulfils[i]!.includes(true))
    return {
      eventCount: telling.length,
      events: chooseEvents(telling, fulfils).map((i) => {
        const { time, localTime, dataset, dimensions, metrics } = events[i]!
        const rules = uniquePaths(evidence.filter((_, k) => fulfils[i]![k]).map(({ path }) => path))
        return { time, localTime, dataset, dimensions, metrics, rules }
      }),
    }
  }
}

/** All events where they are few; else the first of each condition. In their order. */
function chooseEvents(
  telling: readonly number[],
  fulfils: readonly (readonly boolean[])[],
): readonly number[] {
  const conditions = fulfils[0]?.keys() ?? []
  const first = [...conditions].flatMap((k) => telling.find((i) => fulfils[i]![k]) ?? [])
  const firsts = new Set(first)
  const isFew = telling.length <= MOST_EVENTS
  const most = isFew ? MOST_EVENTS : Math.min(MOST_EVENTS, Math.max(FEW_EVENTS, firsts.size))
  return [...new Set([...firsts, ...telling])].slice(0, most).toSorted((a, b) => a - b)
}

const uniquePaths = (paths: readonly Path[]): (string | number)[][] => [
  ...new Map(paths.map((path) => [JSON.stringify(path), [...path]])).values(),
]

/** The dimensions and metrics that a segment and those in it speak of. */
function componentsOf(
  definition: SegmentContainer,
  definitions: Definitions,
): { readonly dimensions: string[]; readonly metrics: string[] } {
  const dimensions = new Set<string>()
  const metrics = new Set<string>()
  const seen = new Set<string>()
  const visit = (node: Condition | Step): void => {
    if ('dimension' in node) dimensions.add(node.dimension)
    if ('metric' in node) metrics.add(node.metric)
    if ('and' in node) node.and.forEach(visit)
    if ('or' in node) node.or.forEach(visit)
    if ('where' in node) visit(node.where)
    if ('sequence' in node) node.sequence.forEach(visit)
    if ('step' in node) visit(node.step)
    if ('group' in node) node.group.forEach(visit)
    if (!('segment' in node) || seen.has(node.segment)) return
    seen.add(node.segment)
    const found = definitions.segment(node.segment)
    if (found !== undefined) visit(found.definition.where)
  }
  visit(definition.where)
  return { dimensions: [...dimensions], metrics: [...metrics] }
}
