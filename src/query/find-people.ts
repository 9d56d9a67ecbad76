import { ThroughlineError } from '../model/errors.ts'
import type { PeopleBehindNumber } from '../model/answers/reports.ts'
import type { ExplainPlace } from '../model/explain-place.ts'
import type { Dictionary } from '../model/dictionary.ts'
import { ownColumns } from '../model/own-columns.ts'
import { startCompilation } from './components/start-compilation.ts'
import { codesOf } from './explain/explanation.ts'
import { findReport, type ReportRequest } from './reports/index.ts'
import { type ReportContext, seenBy } from './run-reports.ts'
import { underView } from './segments/scope-mask.ts'

/** Whose a number of an answer is. */
export interface FoundPeople {
  readonly definition: string
  readonly codes: Float64Array
  /** Of the codes. */
  readonly persons: Dictionary
}

/**
 * The persons behind the number of an answer that the request's `explain` names. Errors: request/impossible where
 * none is named, and where nobody is behind it.
 */
export async function findPeople(
  { source, dataView, definitions, now }: ReportContext,
  request: ReportRequest,
): Promise<FoundPeople> {
  const { explain: place } = request
  if (typeof place === 'boolean') {
    throw refuse('name the number whose people are meant: "explain": { "row": …, "column": … }')
  }
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const { peopleBehind, compile } = findReport(request)
  const seen = await seenBy(c, request)
  await compile(seen, request, [])
  const { definition, people } = await peopleBehind(seen, request, place)
  if (typeof people === 'object' && 'unknown' in people) throw refuse(people.unknown)
  const run = await source.run(c.plan.build(), { isOnce: true })
  const persons = await source.dictionary(ownColumns.person)
  return { definition, codes: codesOf(run.partials, people)!, persons }
}

export interface PageOfPeople {
  readonly limit: number
  readonly offset: number
  /** Without the people behind another number of the same answer. */
  readonly except?: ExplainPlace | undefined
}

/** Some of the people behind a number, in the order of their ids, and how many there are. Errors: as above. */
export async function listPeople(
  context: ReportContext,
  request: ReportRequest,
  { limit, offset, except }: PageOfPeople,
): Promise<PeopleBehindNumber> {
  const { definition, codes, persons } = await findPeople(context, request)
  const others = except && (await findPeople(context, { ...request, explain: except }))
  const left = new Set(others?.codes)
  const ids = [...codes].filter((code) => !left.has(code)).map((code) => persons.value(code)!)
  return {
    definition: others ? `${definition}, without ${others.definition}` : definition,
    count: ids.length,
    people: ids.toSorted().slice(offset, offset + limit),
  }
}

const refuse = (reason: string) =>
  new ThroughlineError('request/impossible', { reason }, ['explain'])
