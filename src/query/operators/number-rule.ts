import type { Path } from '../../model/path.ts'
import type { NumberRule } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { fromWallTime, parsePeriod } from '../../calendar/index.ts'
import { readInstant } from '../compilation/read-instant.ts'
import type { View } from '../compilation/view.ts'
import type { ItemRule } from './item-test.ts'
import { readNumber, splitOperand } from './operands.ts'

type Place = Pick<View, 'timeZone' | 'calendar'>
type Comparison = NumberRule['tests'][number]['comparison']

const comparisons = {
  eq: 'eq',
  neq: 'neq',
  lt: 'lt',
  lte: 'lte',
  gt: 'gt',
  gte: 'gte',
  equals: 'eq',
  'not-equals': 'neq',
  'equals-any': 'eq',
  'not-equals-any': 'neq',
} as const satisfies Record<string, Comparison>

const existence = ['exists', 'not-exists']

/**
 * A rule on a number or an instant as comparisons. A date without a time stands for the whole local
 * day, and so do `2026-01-31T14`, `2026-01`, `2026-Q1` and `2026` for theirs. Errors: request/unknown-operator; request/invalid for what is no number or date.
 */
export function compileNumberRule(
  rule: ItemRule,
  isInstant: boolean,
  place: Place,
  path: Path,
): NumberRule {
  const { op } = rule
  if (op === 'exists') return { match: 'all', tests: [] }
  if (op === 'not-exists') return { match: 'any', tests: [] }
  if (!Object.hasOwn(comparisons, op)) {
    const allowed = [...Object.keys(comparisons), ...existence]
    throw new ThroughlineError('request/unknown-operator', { op, allowed }, [...path, 'op'])
  }
  const comparison = comparisons[op as keyof typeof comparisons]
  const isNegated = comparison === 'neq'
  const positive = isNegated ? 'eq' : comparison
  const rules = splitOperand(rule.value, op.endsWith('-any')).map((operand) =>
    isInstant
      ? dateRule(positive, String(operand), place, [...path, 'value'])
      : one({ comparison: positive, value: readNumber(operand, path) }),
  )
  return isNegated ? negated(rules) : joined(rules)
}

const one = (test: NumberRule['tests'][number]): NumberRule => ({ match: 'all', tests: [test] })

function dateRule(comparison: Comparison, text: string, place: Place, path: Path): NumberRule {
  const { timeZone } = place
  const period = isPeriod(text) ? parsePeriod(text, place) : undefined
  if (period === undefined) return one({ comparison, value: readInstant(text, timeZone, path) })
  const start = fromWallTime(period.from, timeZone)
  const end = fromWallTime(period.to, timeZone)
  if (comparison === 'gt') return one({ comparison: 'gte', value: end })
  if (comparison === 'lte') return one({ comparison: 'lt', value: end })
  if (comparison !== 'eq') return one({ comparison, value: start })
  const tests = [
    { comparison: 'gte', value: start },
    { comparison: 'lt', value: end },
  ] as const
  return { match: 'all', tests }
}

/** Whether a text names a day or more, or an hour, and no instant. */
const isPeriod = (text: string): boolean => text.length <= 'YYYY-MM-DDTHH'.length

/** Any of several rules; days of a list are few enough to be given one by one. */
function joined(rules: readonly NumberRule[]): NumberRule {
  const [first] = rules
  if (rules.length === 1 && first) return first
  if (rules.every(({ tests }) => tests.length === 1)) {
    return { match: 'any', tests: rules.flatMap(({ tests }) => tests) }
  }
  const reason = 'a list of dates without times; use one rule for each'
  throw new ThroughlineError('request/impossible', { reason })
}

const opposites = { eq: 'neq', neq: 'eq', lt: 'gte', lte: 'gt', gt: 'lte', gte: 'lt' } as const

/** Neither of several rules: all of their opposites. */
function negated(rules: readonly NumberRule[]): NumberRule {
  const { match, tests } = joined(rules)
  return {
    match: match === 'all' ? 'any' : 'all',
    tests: tests.map((test) => ({ ...test, comparison: opposites[test.comparison] })),
  }
}
