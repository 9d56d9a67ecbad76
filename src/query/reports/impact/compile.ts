import type { Path } from '../../../model/path.ts'
import {
  type Figures,
  type MaskRef,
  type NodeRef,
  type PartialResult,
} from '../../../engine/index.ts'
import type { Criterion } from '../../../model/criterion.ts'
import type { ImpactMeasure, ImpactPeriod, ImpactRequest, ImpactResult } from './request.ts'
import { addUnits } from '../../../calendar/index.ts'
import { readInstant } from '../../compilation/read-instant.ts'
import {
  type Compilation,
  type Period,
  addPeriod,
  addPersons,
  addSessions,
} from '../../compilation/compilation.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import { groupPartial, type Keys, noKeys, type FigurePlace, Tally } from '../../freeform/tally.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { findCriterionName, usesIn } from '../parts/criterion-uses.ts'
import { compileCriterion } from '../../segments/criterion.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { describeEnd } from '../../compilation/describe-range.ts'
import { describeCriterion, namesIn } from '../../segments/describe.ts'

const DAY_MS = 86_400_000

/** Days of an interval around a first use, where every person has a calendar of their own. */
const elapsedDays = { day: 1, week: 7, month: 30, quarter: 91 } as const

/** Equal periods around a release, or around each person's first use (§8.12). */
export const compileImpact: CompileReport<ImpactRequest, ImpactResult> = async (
  c,
  request,
  path,
) => {
  const around = await compileAround(c, request, path)
  const side = placeBeforeOrAfter(c, around, request)
  const keys = [keysBy(side, 3), keysBy(around.part, around.firstDays.length + 1)] as const
  const tally = new Tally(c)
  const everyone = placeEveryone(c, tally, around, side)
  const measures: MeasurePlaces[] = []
  for (const [index, measure] of request.measures.entries()) {
    const uses = await usesIn(c, measure, { ...around, parts: side }, [...path, 'measures', index])
    measures.push(placeMeasure(c, tally, findCriterionName(measure), uses, keys))
  }
  tally.settle()
  return (partials) => ({
    measures: measures.map((places) => resultOf(partials, places, everyone, around.firstDays)),
  })
}

export const explainImpact: ExplainReport<ImpactRequest> = (c, request) => [
  ...describeScope(c, request),
  ...impactWords(c, request),
]

/** The days around a date or each person's first use. */
interface Around {
  /** The events that are looked at. */
  readonly mask: MaskRef
  readonly period: Period
  /** Code of the day: 1 … days before, then as many after; 0 is outside. */
  readonly day: NodeRef
  /** The first day of each interval, ascending; the outermost can be shorter than the others. */
  readonly firstDays: readonly number[]
  /** Code of the interval: 1 …; 0 is outside. */
  readonly part: NodeRef
  /** Events of the people whom shares are of; `active`: of those active in the same period. */
  readonly everyone: MaskRef | 'active'
}

export async function compileAround(
  c: Compilation,
  request: ImpactRequest,
  path: Path,
): Promise<Around> {
  if (typeof request.at === 'string') return aroundDate(c, request, request.at, path)
  return aroundFirstUse(c, request, request.at, path)
}

/** Whole days of the data view's calendar; the request's range has no say in them. */
async function aroundDate(
  c: Compilation,
  request: ImpactRequest,
  at: string,
  path: Path,
): Promise<Around> {
  const { days, segments } = request
  const { timeZone, calendar } = c.view
  const centre = readInstant(at, timeZone, [...path, 'at'])
  const bounds = Float64Array.from({ length: 2 * days + 1 }, (_, k) =>
    addUnits(centre, 'day', k - days, { timeZone, calendar }),
  )
  const day = c.plan.add({ op: 'time-bucket', bounds: c.plan.table(bounds) })
  const period = addPeriod(c, bounds[0]!, bounds[2 * days]!)
  const mask = await compileScopeMask(c, segments, period, [...path, 'segments'])
  const firstDays = firstDaysOf(days, (k) => {
    const start = addUnits(centre, request.interval, k, { timeZone, calendar })
    return Math.round((start - centre) / DAY_MS)
  })
  const part = partOf(c, day, days, firstDays)
  return { mask, period, day, firstDays, part, everyone: 'active' }
}

/** The first use is searched in the request's range; the days around it may lie outside. */
async function aroundFirstUse(
  c: Compilation,
  request: ImpactRequest,
  at: Criterion,
  path: Path,
): Promise<Around> {
  const { days, segments, dateRange } = request
  const searched = resolvePeriod(c, dateRange, [...path, 'dateRange'])
  const reach = days * DAY_MS
  const period = addPeriod(c, searched.start - reach, searched.end + reach)
  const mask = await compileScopeMask(c, segments, period, [...path, 'segments'])
  const scope = c.plan.and(mask, searched.mask)
  const used = await compileCriterion(c, at, scope, searched, [...path, 'at'])
  const centres = used.mask ?? c.plan.everyEvent()
  const pieces = { pieceMs: DAY_MS, count: days } as const
  const day = c.plan.add({ op: 'pieces-around', mask: centres, nth: used.atLeast, ...pieces })
  const everyone = c.plan.add({ op: 'has', input: day })
  const firstDays = firstDaysOf(days, (k) => k * elapsedDays[request.interval])
  return { mask, period, day, firstDays, part: partOf(c, day, days, firstDays), everyone }
}

/** Where intervals begin on both sides of day 0; `dayOf` says it of the k-th, also before 0. */
function firstDaysOf(days: number, dayOf: (k: number) => number): number[] {
  const firstDays = [0]
  for (let k = 1; dayOf(k) < days; k++) firstDays.push(dayOf(k))
  for (let k = -1; firstDays[0]! > -days; k--) firstDays.unshift(Math.max(-days, dayOf(k)))
  return firstDays
}

function partOf(c: Compilation, day: NodeRef, days: number, firstDays: readonly number[]): NodeRef {
  if (firstDays.length === 2 * days) return day
  const codes = new Uint32Array(2 * days + 1)
  firstDays.forEach((first, index) => {
    codes.fill(index + 1, first + days + 1)
  })
  return c.plan.add({ op: 'map', input: day, table: c.plan.table(codes) })
}

const keysBy = (ref: NodeRef, size: number): Keys => ({
  refs: [ref],
  sizes: [size],
  lists: [false],
})

/** Code of the period: 1 before, 2 after, 0 outside. */
export function placeBeforeOrAfter(
  c: Compilation,
  { day }: Around,
  { days }: ImpactRequest,
): NodeRef {
  const codes = Uint32Array.from({ length: 2 * days + 1 }, (_, code) => Math.ceil(code / days))
  return c.plan.add({ op: 'map', input: day, table: c.plan.table(codes) })
}

function placeEveryone(c: Compilation, tally: Tally, around: Around, side: NodeRef): FigurePlace {
  const runs = addPersons(c)
  const { everyone, mask } = around
  if (everyone !== 'active') return tally.add(noKeys, { measure: 'distinct', runs, mask: everyone })
  return tally.add(keysBy(side, 3), { measure: 'distinct', runs, mask })
}

interface MeasurePlaces {
  readonly name: string
  /** By the code of the period. */
  readonly people: FigurePlace
  readonly events: FigurePlace
  readonly sessions: FigurePlace
  /** By the code of the interval. */
  readonly partPeople: FigurePlace
  readonly partEvents: FigurePlace
}

function placeMeasure(
  c: Compilation,
  tally: Tally,
  name: string,
  mask: MaskRef,
  [bySide, byPart]: readonly [Keys, Keys],
): MeasurePlaces {
  const [people, sessions] = [addPersons(c), addSessions(c)]
  return {
    name,
    people: tally.add(bySide, { measure: 'distinct', runs: people, mask }),
    events: tally.add(bySide, { measure: 'count', mask }),
    sessions: tally.add(bySide, { measure: 'distinct', runs: sessions, mask }),
    partPeople: tally.add(byPart, { measure: 'distinct', runs: people, mask }),
    partEvents: tally.add(byPart, { measure: 'count', mask }),
  }
}

function resultOf(
  partials: readonly PartialResult[],
  places: MeasurePlaces,
  everyone: FigurePlace,
  firstDays: readonly number[],
): ImpactMeasure {
  const at = (place: FigurePlace, code: number) => figuresOf(partials, place)[code] ?? 0
  const side = (code: number): ImpactPeriod => {
    const [people, events] = [at(places.people, code), at(places.events, code)]
    const all = figuresOf(partials, everyone)
    return {
      people,
      events,
      sessions: at(places.sessions, code),
      shareOfPeople: figureOrNull(people / (all.length === 1 ? all[0]! : all[code]!)),
      eventsPerPerson: figureOrNull(events / people),
    }
  }
  const [before, after] = [side(1), side(2)]
  const changes = changesOf(before, after)
  const byPart = firstDays.map((day, k) => ({
    day,
    events: at(places.partEvents, k + 1),
    people: at(places.partPeople, k + 1),
  }))
  return { name: places.name, before, after, change: changes.events, changes, days: byPart }
}

function changesOf(before: ImpactPeriod, after: ImpactPeriod) {
  const of = (key: keyof ImpactPeriod) => {
    const [from, to] = [before[key] ?? Number.NaN, after[key] ?? Number.NaN]
    return figureOrNull((to - from) / from)
  }
  return {
    people: of('people'),
    events: of('events'),
    sessions: of('sessions'),
    shareOfPeople: of('shareOfPeople'),
    eventsPerPerson: of('eventsPerPerson'),
  }
}

const figuresOf = (partials: readonly PartialResult[], place: FigurePlace): Figures =>
  groupPartial(partials, place).values[place.measure]!

function impactWords(c: Compilation, request: ImpactRequest): string[] {
  const interval = request.interval
  const by = `One point per ${interval}, counted from day 0 on either side and named by its first day; the outermost can be shorter.`
  return [...periodWords(c, request), ...(interval === 'day' ? [] : [by])]
}

function periodWords(c: Compilation, { at, days }: ImpactRequest): string[] {
  if (typeof at === 'string') {
    return [
      `Compares the ${days} days before ${describeEnd(at, c.view.timeZone)} with the ${days} days from it on, whatever the date range.`,
      'Shares are of the people who are active in the same period.',
    ]
  }
  return [
    `Day 0 of a person begins with the first time in the range at which they did ${describeCriterion(at, namesIn(c))}; compares the ${days} days of 24 hours before it with the ${days} from it on, also where these lie outside of the range.`,
    'Shares are of the people who did it.',
  ]
}
