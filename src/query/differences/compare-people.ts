import type { Comparison } from '../../model/answers/comparison.ts'
import type { AnyRequest } from '../reports/parts/request.ts'
import { freeformRequest, type FreeformResult } from '../reports/freeform/request.ts'
import type { ReportRequest } from '../reports/index.ts'
import { type Outcome, type ReportContext, runReports } from '../run-reports.ts'
import { splitChain } from './factors.ts'
import type { ComparedNumber, Question } from './question.ts'

/** Numbers that no table has are compared by the people behind them: all people × the share who are. */
export async function comparePeople(
  context: ReportContext,
  { request, comparedWith }: Question,
  range: Comparison['range'],
): Promise<ComparedNumber> {
  const other = { ...request, dateRange: comparedWith } as ReportRequest
  const asked = [request, other, everybody(request), everybody(other)]
  const [now, before, ...totals] = await runReports(context, asked)
  const { explanation } = metaOf(now!)
  const [whole, all] = [
    { now: explanation!.people, before: metaOf(before!).explanation!.people },
    { now: totalOf(totals[0]!), before: totalOf(totals[1]!) },
  ]
  return { explanation: explanation!, comparison: tell(range, whole, all) }
}

type Known<T> = { readonly now: T; readonly before: T }

function tell(range: Comparison['range'], whole: Known<number | null>, all: Known<number>) {
  const { now, before } = whole
  const rest = { dimension: null, items: [], others: null, overlap: 0 }
  if (now === null || before === null) {
    const split = 'No set of events tells who is behind this number.'
    const none = { now, value: before, difference: null, causes: {}, withoutItems: split }
    return { range, ...none, ...rest, split }
  }
  const [people, rate] = splitChain([
    { name: 'People of the report', ...all },
    { name: 'Share of them who are behind the number', now, before },
  ])
  return {
    range,
    now,
    value: before,
    difference: now - before,
    split:
      'The people behind the number: people of the report × the share of them who are behind it.',
    causes: { people: people!, rate: rate! },
    ...rest,
    withoutItems: 'Items are told of numbers that a freeform table has, too.',
  }
}

const ANY_TIME = { start: '1970-01-01', end: '2200-01-01' }

const everybody = ({ dataView, dateRange, segments }: AnyRequest) =>
  freeformRequest.parse({
    kind: 'freeform',
    dataView,
    dateRange: dateRange ?? ANY_TIME,
    segments,
    rows: { dimension: 'year' },
    columns: [{ metric: 'people' }],
  })

const metaOf = (outcome: Outcome) => {
  if ('error' in outcome) throw outcome.error
  return outcome.result.meta
}

const totalOf = (outcome: Outcome): number => {
  if ('error' in outcome) throw outcome.error
  return (outcome.result as FreeformResult).totals[0] ?? 0
}
