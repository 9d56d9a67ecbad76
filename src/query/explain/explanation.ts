import type { PartialResult, PersonsPartial, RunResult } from '../../engine/index.ts'
import type { Explanation } from '../../model/result.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { resolvePeriod } from '../compilation/period.ts'
import type { ExplainedNumber, PeopleBehind } from './people-behind.ts'
import type { AnyRequest } from '../reports/parts/request.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { nameSegment, namesIn } from '../segments/describe.ts'
import { compileStages } from './stages.ts'

const SAMPLE = 10

/** Makes the explanation when the plan has run; `rule` is the report in words. */
export type Explain = (run: RunResult, rule: readonly string[]) => Promise<Explanation>

/**
 * Adds what a named number's explanation needs to the plan; null where no number is named. Errors:
 * request/impossible.
 */
export async function compileExplanation<Request extends AnyRequest>(
  c: Compilation,
  request: Request,
  peopleBehind: PeopleBehind<Request>,
): Promise<Explain | null> {
  const { explain: place } = request
  if (typeof place === 'boolean') return null
  const found = await peopleBehind(c, request, place)
  const { definition, segments, under = [], people } = found
  const period = found.period ?? resolvePeriod(c, request.dateRange)
  const stagesOf = await compileStages(c, [...request.segments, ...under], period)
  const dictionary = await c.source.dictionary(ownColumns.person)
  const iso = (ms: number) => new Date(ms).toISOString()
  const names = namesIn(c)
  const named = request.segments.map((ref) => nameSegment(ref, names))
  return async (run, rule) => {
    const codes = codesOf(run.partials, people)
    const sample = codes ? Array.from(codes.subarray(0, SAMPLE)) : []
    const stages = stagesOf(run.partials)
    return {
      definition,
      range: { start: iso(period.start), end: iso(period.end) },
      zone: c.view.timeZone,
      segments: [...named, ...segments],
      rule: [...rule],
      read: { events: run.events, people: run.persons },
      stages: [...stages],
      skipped: { events: run.events - stages.at(-1 - under.length)!.events },
      dataVersion: run.dataVersion,
      people: codes && codes.length,
      samplePeople: sample.map((code) => dictionary.value(code)!).sort(),
      ...(typeof people === 'object' && 'unknown' in people
        ? { withoutPeople: people.unknown }
        : {}),
    }
  }
}

/** The persons of all aggregations, each once; null where they are not known. */
export function codesOf(
  partials: readonly PartialResult[],
  people: ExplainedNumber['people'],
): Float64Array | null {
  if (typeof people === 'object' && 'unknown' in people) return null
  if (typeof people === 'object' && 'codes' in people) return people.codes
  const [first, ...others] = [people]
    .flat()
    .map((aggregation) => (partials[aggregation] as PersonsPartial).codes)
  if (first === undefined) return new Float64Array()
  if (others.length === 0) return first
  const all = new Set([first, ...others].flatMap((codes) => [...codes]))
  return Float64Array.from(all).sort()
}
