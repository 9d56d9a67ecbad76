import type { Path } from '../../model/path.ts'
import type { NumberRule } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { OperandValue } from '../../model/operators.ts'
import { addUnits } from '../../calendar/index.ts'
import { readInstant } from '../compilation/read-instant.ts'
import type { View } from '../compilation/view.ts'
import type { ItemRule } from './item-test.ts'

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
 * day. Errors: request/unknown-operator; request/invalid for what is no number or date.
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
  if (!(op in comparisons)) {
    const allowed = [...Object.keys(comparisons), ...existence]
    throw new ThroughlineError('request/unknown-operator', { op, allowed }, [...path, 'op'])
  }
  const comparison = comparisons[op as keyof typeof comparisons]
  const isNegated = comparison === 'neq'
  const rules = operandsOf(rule.value, op.endsWith('-any')).map((operand) =>
    isInstant
      ? dateRule(isNegated ? 'eq' : comparison, String(operand), place, [...path, 'value'])
      : plainRule(isNegated ? 'eq' : comparison, operand, [...path, 'value']),
  )
  return isNegated ? negated(rules) : joined(rules)
}

function operandsOf(value: OperandValue | undefined, isMany: boolean) {
  if (Array.isArray(value)) return value
  if (isMany && typeof value === 'string') return value.split(',').map((part) => part.trim())
  return [value ?? '']
}

function plainRule(
  comparison: Comparison,
  operand: string | number | boolean,
  path: Path,
): NumberRule {
  const value = Number(operand)
  if (!Number.isNaN(value) && operand !== '') return one({ comparison, value })
  const reason = `${JSON.stringify(operand)} is not a number`
  throw new ThroughlineError('request/invalid', { reason, value: operand }, path)
}

const one = (test: NumberRule['tests'][number]): NumberRule => ({ match: 'all', tests: [test] })

function dateRule(
  comparison: Comparison,
  text: string,
  { timeZone, calendar }: Place,
  path: Path,
): NumberRule {
  const start = readInstant(text, timeZone, path)
  if (text.length > 10) return one({ comparison, value: start })
  const end = addUnits(start, 'day', 1, { timeZone, calendar })
  if (comparison === 'gt') return one({ comparison: 'gte', value: end })
  if (comparison === 'lte') return one({ comparison: 'lt', value: end })
  if (comparison !== 'eq') return one({ comparison, value: start })
  const tests = [
    { comparison: 'gte', value: start },
    { comparison: 'lt', value: end },
  ] as const
  return { match: 'all', tests }
}

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
