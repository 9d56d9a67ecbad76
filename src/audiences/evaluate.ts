import type { DateRangeRef } from '../model/date-ranges.ts'
import type { Audience } from '../model/definitions/audience.ts'
import type { Dictionary } from '../model/dictionary.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import type { Outcome, ReportContext } from '../query/run-reports.ts'
import {
  type FoundMembers,
  type SelectedMembers,
  type SelectOptions,
  selectMembers,
} from '../query/members/select-members.ts'
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

/** Who is in an audience now. */
export interface AudienceEvaluation {
  /** Null where no data was looked at. */
  readonly dataVersion: string | null
  readonly window: Window | null
  readonly warnings: readonly string[]
  /** By codes; null where somebody else keeps the audience. */
  readonly coded: CodedPersons | null
  /** Each once, in the order of `compareTexts`. */
  persons(): Promise<readonly EvaluatedPerson[]>
}

/** Persons by their codes, each once. */
export interface CodedPersons {
  readonly dictionary: Dictionary
  readonly codes: Float64Array
  /** Those at some places of `codes`: as `persons` has them, unless two codes are one text. */
  name(places: Iterable<number>): Promise<readonly EvaluatedPerson[]>
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
  options: SelectOptions = {},
): AsyncGenerator<Outcome<AudienceEvaluation>, void> {
  const found = await selectAll(context, audiences, options)
  if ('error' in found) return yield* audiences.map(() => found)
  for (const outcome of found.result.outcomes) {
    yield 'error' in outcome ? outcome : { result: describe(found.result, outcome.result) }
  }
}

async function selectAll(
  context: Promise<ReportContext>,
  audiences: readonly Evaluated[],
  options: SelectOptions,
): Promise<Outcome<FoundMembers>> {
  try {
    return { result: await selectMembers(await context, audiences.map(selectionOf), options) }
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

function describe(
  { dataVersion, persons: dictionary, datasetNames }: FoundMembers,
  { codes, times, datasets, window, warnings }: SelectedMembers,
): AudienceEvaluation {
  const name = async (places: Iterable<number>) => {
    const named: EvaluatedPerson[] = []
    for (const place of places) {
      const dataset = datasetNames.value(datasets[place]!) ?? ''
      named.push({ person: dictionary.value(codes[place]!)!, at: times[place]!, dataset })
      if (named.length % NAMED_AT_ONCE === 0) await letOthersIn()
    }
    return sortPersons(named)
  }
  const coded = { dictionary, codes, name }
  return { dataVersion, window, warnings, coded, persons: () => name(codes.keys()) }
}

const NAMED_AT_ONCE = 4096
