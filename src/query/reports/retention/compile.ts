import type { MaskRef, RetentionAggregation, RetentionPartial } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import { toMilliseconds } from '../../../model/duration.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Criterion } from '../../../model/criterion.ts'
import type { RetentionRequest, RetentionResult } from './request.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { compileComparedScopes } from '../parts/compared-scopes.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { compileCriterion } from '../../segments/criterion.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { resolvePeriod, findWholePeriod } from '../../compilation/period.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { sayInstant } from '../../texts/say-time.ts'

type Series = Unmeasured<RetentionResult>['series'][number]
type Bracket = readonly [from: number, to: number]

/** Who comes back how long after a start event, by elapsed time (§8.12). */
export const compileRetention: CompileReport<RetentionRequest, RetentionResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const brackets = chooseBrackets(request, period, path)
  const shared = sharedBy(c, request, period, brackets)
  const aggregations: { segment: string | null; aggregation: number }[] = []
  for (const { segment, seen, mask } of await compileComparedScopes(c, request, period, path)) {
    const events = await compileEvents(seen, request, mask, period, path)
    aggregations.push({ segment, aggregation: c.plan.aggregate({ ...shared, ...events }) })
  }
  return (partials) => ({
    series: aggregations.map(({ segment, aggregation }): Series => {
      const { included, counts } = partials[aggregation] as RetentionPartial
      const results = brackets.map(([from, to], b) => {
        const count = counts[b]!
        return { from, to, count, rate: included === 0 ? null : count / included }
      })
      return { segment, included, brackets: results }
    }),
  })
}

export const explainRetention: ExplainReport<RetentionRequest> = (c, request) => [
  ...describeScope(c, request),
  ...retentionWords(c, request),
]

/** What the series of a request have in common. */
export function sharedBy(
  c: Compilation,
  request: RetentionRequest,
  period: Period,
  brackets: readonly Bracket[],
) {
  return {
    kind: 'retention',
    entry: request.entry === 'each' ? 'each' : 'first',
    lastStart: lastStartOf(c, request, period, brackets),
    brackets: brackets.map((bracket) => elapsedOf(request, bracket)),
  } as const
}

const unitMsOf = ({ unit }: RetentionRequest): number => toMilliseconds({ [`${unit}s`]: 1 })

/** Units that have to pass before all brackets are over. */
const unitsNeeded = (brackets: readonly Bracket[]): number =>
  Math.max(...brackets.map(([, to]) => to)) + 1

/**
 * The brackets in units; without any, each of the first seven that the range has room for.
 * Errors: request/impossible for a bracket that ends before it begins or that no start can reach.
 */
export function chooseBrackets(
  request: RetentionRequest,
  { start, end }: Period,
  path: Path,
): readonly Bracket[] {
  const room = Math.floor((end - start) / unitMsOf(request))
  if (request.brackets === undefined) {
    const count = Math.max(1, Math.min(7, room - 1))
    return Array.from({ length: count }, (_, k) => [k + 1, k + 1] as const)
  }
  const fail = (reason: string, at: Path): never => {
    throw new ThroughlineError('request/impossible', { reason }, [...path, 'brackets', ...at])
  }
  if (request.brackets.length === 0) fail('give at least one bracket', [])
  for (const [index, [from, to]] of request.brackets.entries()) {
    if (to < from) fail('a bracket’s first unit comes after its last', [index])
    if (to < room) continue
    const [needed, unit] = [to + 1, request.unit]
    fail(`this needs a date range of ${needed} ${unit}s, it has ${room}`, [index])
  }
  return request.brackets
}

/**
 * The last instant from which all brackets can be reached within the range, or until now where the
 * range goes on; data that already lie beyond count as time that has passed.
 */
function lastStartOf(
  c: Compilation,
  request: RetentionRequest,
  { end }: Period,
  brackets: readonly Bracket[],
): number {
  const passed = Math.max(c.now, (c.schema.lastTime ?? 0) + 1)
  return Math.min(end, passed) - unitsNeeded(brackets) * unitMsOf(request)
}

function elapsedOf(request: RetentionRequest, [from, to]: Bracket): [number, number | null] {
  const unitMs = unitMsOf(request)
  return [from * unitMs, request.mode === 'on' ? (to + 1) * unitMs : null]
}

export async function compileEvents(
  c: Compilation,
  request: RetentionRequest,
  scope: MaskRef,
  period: Period,
  path: Path,
): Promise<Pick<RetentionAggregation, 'start' | 'ever' | 'returns'>> {
  const start = await compileCriterion(c, request.start, scope, period, [...path, 'start'])
  const returns = []
  for (const [criterion, at] of returnsOf(request)) {
    returns.push(await compileCriterion(c, criterion, scope, period, [...path, ...at]))
  }
  if (request.entry !== 'first-ever') return { start, ever: start.mask, returns }
  const always = findWholePeriod(c)
  const history = await compileScopeMask(c, [], always)
  const ever = await compileCriterion(c, request.start, history, always, [...path, 'start'])
  return { start, ever: ever.mask, returns }
}

function returnsOf({ return: back }: RetentionRequest): [Criterion, string][] {
  if (!Array.isArray(back)) return [[back, 'return']]
  return back.map((criterion, index) => [criterion, `return[${index}]`])
}

const entryWords = {
  'first-ever': 'Counts people from their first start event ever, where it is in the range',
  'first-in-range': 'Counts people from their first start event in the range',
  each: 'Counts every start event on its own',
} as const

function retentionWords(c: Compilation, request: RetentionRequest): string[] {
  const { unit, mode, entry } = request
  const period = resolvePeriod(c, request.dateRange)
  const last = lastStartOf(c, request, period, chooseBrackets(request, period, []))
  const hours = unitMsOf(request) / 3_600_000
  const back =
    mode === 'on'
      ? 'within a bracket, from the start of its first to the end of its last unit'
      : 'at any time from the start of a bracket’s first unit on'
  return [
    `${entryWords[entry]}, if it is not after ${sayInstant(last, c.view.timeZone)}: from there all brackets can be reached.`,
    `Someone came back with any return event after the start event, ${back}; a ${unit} is ${hours} hours that have passed, whatever the calendar says.`,
    'All shares are of the same number: those who started.',
  ]
}
