import type { LastEventsPartial, MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { Dictionary } from '../../model/dictionary.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { addPeriod, type Compilation, type Period } from '../compilation/compilation.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { startCompilation } from '../components/start-compilation.ts'
import type { Outcome, ReportContext } from '../run-reports.ts'
import { compileScopeMask, underView } from '../segments/scope-mask.ts'
import { type FollowedMembers, runMembers } from './followed-members.ts'

/** Persons with an event in a window that segments keep. */
export interface MemberSelection {
  readonly segments: readonly SegmentRef[]
  /** all: an event that all of them keep, as in reports; any: one that any of them keeps. */
  readonly match: 'all' | 'any'
  /** Days of 24 hours that end now, instead of a date range; without either all that there is. */
  readonly lookbackDays?: number | undefined
  readonly dateRange?: DateRangeRef | undefined
}

/** One entry per person, in no order. */
export interface SelectedMembers extends LastEventsPartial {
  /** UTC milliseconds, `[start, end)`: what was looked at. */
  readonly window: { readonly start: number; readonly end: number }
  readonly warnings: readonly string[]
}

/** What several selections found, in their order. One that cannot be compiled fails alone. */
export interface FoundMembers {
  readonly dataVersion: string
  /** Of the codes. */
  readonly persons: Dictionary
  /** Of the codes of datasets. */
  readonly datasetNames: Dictionary
  readonly outcomes: readonly Outcome<SelectedMembers>[]
}

export interface SelectOptions {
  /** What was found earlier, and is found again where that is known to be the same. */
  readonly followed?: FollowedMembers
  /** Looks at these persons only. */
  readonly among?: readonly string[]
}

/** Finds the persons of several selections on one data view in one pass over its journeys. semantics §9 */
export async function selectMembers(
  { source, dataView, definitions, now, options }: ReportContext,
  selections: readonly MemberSelection[],
  { followed, among }: SelectOptions = {},
): Promise<FoundMembers> {
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const compiled: Outcome<Compiled>[] = []
  for (const selection of selections) {
    await letOthersIn()
    compiled.push(await attempt(c, selection))
  }
  const plan = c.plan.build()
  const persons = await source.dictionary(ownColumns.person)
  const some = among && { persons: codesOf(persons, among) }
  const members = await (followed && !some
    ? followed.run(source, dataView.connection, plan, options)
    : runMembers(source, plan, { ...options, ...some }))
  return {
    dataVersion: c.schema.dataVersion,
    persons,
    datasetNames: await source.dictionary(ownColumns.dataset),
    outcomes: compiled.map((each) => {
      if ('error' in each) return each
      const { aggregation, window, warnings } = each.result
      return { result: { ...members[aggregation]!, window, warnings: [...warnings] } }
    }),
  }
}

function codesOf(persons: Dictionary, among: readonly string[]): Uint32Array {
  const codes = new Set(among.map((person) => persons.find(person)))
  codes.delete(0)
  return Uint32Array.from(codes).sort()
}

interface Compiled {
  readonly aggregation: number
  readonly window: SelectedMembers['window']
  readonly warnings: ReadonlySet<string>
}

async function attempt(all: Compilation, selection: MemberSelection): Promise<Outcome<Compiled>> {
  const warnings = new Set<string>()
  const c: Compilation = { ...all, warnings, findings: new Map() }
  try {
    const period = findPeriod(c, selection)
    const { start, end } = period
    const mask = await findEvents(c, selection, period)
    const dataset = c.plan.add({ op: 'column', column: ownColumns.dataset })
    const aggregation = c.plan.aggregate({ kind: 'last-events', mask, dataset })
    return { result: { aggregation, window: { start, end }, warnings } }
  } catch (error) {
    return { error }
  }
}

const DAY_MS = 86_400_000

function findPeriod(c: Compilation, { lookbackDays, dateRange }: MemberSelection): Period {
  if (lookbackDays === undefined) return resolvePeriod(c, dateRange)
  return addPeriod(c, c.now - Math.round(lookbackDays * DAY_MS), c.now)
}

async function findEvents(
  c: Compilation,
  { segments, match }: MemberSelection,
  period: Period,
): Promise<MaskRef> {
  if (match === 'all' || segments.length === 0) return compileScopeMask(c, segments, period)
  const masks: MaskRef[] = []
  for (const [index, segment] of segments.entries()) {
    const mask = compileScopeMask(c, [segment], period)
    masks.push(await mask.catch((error: unknown) => Promise.reject(placeAt(error, index))))
  }
  return c.plan.or(...masks)
}

/** One segment that was compiled alone stands at its place among the others. */
function placeAt(error: unknown, index: number): unknown {
  if (!(error instanceof ThroughlineError) || error.path[0] !== 'segments') return error
  return error.at(['segments', index, ...error.path.slice(2)])
}
