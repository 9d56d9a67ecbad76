import type { DateRangeRef } from '../model/date-ranges.ts'
import type { Audience } from '../model/definitions/audience.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import type { Outcome, ReportContext } from '../query/run-reports.ts'
import { type FoundMembers, type SelectedMembers, selectMembers } from '../query/select-members.ts'
import { sortPersons } from './sort-persons.ts'

/** UTC milliseconds, `[start, end)`. */
export interface Window {
  readonly start: number
  readonly end: number
}

/** A person of an evaluation, with the latest event that makes them one, where an event does. */
export interface EvaluatedPerson {
  readonly person: string
  /** UTC milliseconds. */
  readonly at?: number
  readonly dataset?: string
}

/** Persons who are in an audience now: each once, in the order of `compareTexts`. */
export interface AudienceEvaluation {
  /** Null where no data was looked at. */
  readonly dataVersion: string | null
  readonly window: Window | null
  readonly persons: readonly EvaluatedPerson[]
  readonly warnings: readonly string[]
}

/** Which part of a definition decides who is in, and when it is fixed, what is looked at. */
export type Evaluated = Pick<Audience, 'segments' | 'match' | 'lookbackDays' | 'dateRange'> & {
  readonly window?: Window | undefined
}

/**
 * Evaluates audiences of one data view in one pass, and gives them in their order, each when it is asked for: of
 * many people only those of one are held by name. One that is broken fails alone; what keeps the data view from
 * being read is the failure of each.
 */
export async function* evaluateAudiences(
  context: Promise<ReportContext>,
  audiences: readonly Evaluated[],
): AsyncGenerator<Outcome<AudienceEvaluation>, void> {
  const found = await selectAll(context, audiences)
  if ('error' in found) return yield* audiences.map(() => found)
  for (const outcome of found.result.outcomes) {
    yield 'error' in outcome ? outcome : { result: await nameAll(found.result, outcome.result) }
  }
}

async function selectAll(
  context: Promise<ReportContext>,
  audiences: readonly Evaluated[],
): Promise<Outcome<FoundMembers>> {
  try {
    return { result: await selectMembers(await context, audiences.map(selectionOf)) }
  } catch (error) {
    return { error }
  }
}

const selectionOf = ({ window, segments, match, lookbackDays, dateRange }: Evaluated) =>
  window
    ? { segments, match, dateRange: rangeOf(window) }
    : { segments, match, lookbackDays, dateRange }

const rangeOf = ({ start, end }: Window): DateRangeRef => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
})

async function nameAll(
  { dataVersion, persons, datasetNames }: FoundMembers,
  { codes, times, datasets, window, warnings }: SelectedMembers,
): Promise<AudienceEvaluation> {
  const named: EvaluatedPerson[] = []
  for (const [index, code] of codes.entries()) {
    const dataset = datasetNames.value(datasets[index]!) ?? ''
    named.push({ person: persons.value(code)!, at: times[index]!, dataset })
    if (index % NAMED_AT_ONCE === 0) await letOthersIn()
  }
  return { dataVersion, window, warnings, persons: await sortPersons(named) }
}

const NAMED_AT_ONCE = 4096
