import type { PersonsPartial } from '../../../engine/index.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { PeopleRequest, PeopleResult } from './request.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { ownColumns } from '../../../model/own-columns.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { describeScope } from '../../explain/describe-scope.ts'

/** The person ids behind an answer, in the order of ids. */
export const compilePeople: CompileReport<PeopleRequest, PeopleResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const aggregation = c.plan.aggregate({ kind: 'persons', mask })
  const dictionary = await c.source.dictionary(ownColumns.person)
  return (partials) => {
    const { codes } = partials[aggregation] as PersonsPartial
    const ids = Array.from(codes, (code) => dictionary.value(code)!).sort()
    const last = request.offset + request.limit
    return { people: ids.slice(request.offset, last), count: ids.length }
  }
}

export const explainPeople: ExplainReport<PeopleRequest> = (c, request) => [
  ...describeScope(c, request),
  'Lists the persons with such an event.',
]
