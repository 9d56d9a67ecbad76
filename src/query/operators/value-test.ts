import { type Clock, parsePeriod } from '../../calendar/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import {
  type ComparisonOperator,
  type OperandValue,
  type OperatorName,
  type Scalar,
  type StringOperator,
  stringOperators,
} from '../../model/operators.ts'
import type { Path } from '../../model/path.ts'
import type { TestedItems } from '../compilation/tested.ts'
import type { Item } from '../../model/result.ts'
import { isComparison, numberOperatorDefinitions } from './number-operators.ts'
import { readNumber, splitOperand } from './operands.ts'
import { stringOperatorDefinitions } from './string-operators.ts'

/** A rule on one value, split into its positive form and whether the opposite is meant. */
export interface ValueTest {
  readonly isNegated: boolean
  /** Tells tests apart. */
  readonly key: string
  /** The positive form; `null` (no value) never passes it. */
  passes(item: Item): boolean
}

interface WrittenTest {
  readonly op: OperatorName
  readonly value?: OperandValue | undefined
}

type Compare = ComparisonOperator

/** How an operator compares, where it tells equal from different or less from greater. */
const comparisons: Partial<Record<OperatorName, Compare>> = {
  eq: 'eq',
  neq: 'eq',
  lt: 'lt',
  lte: 'lte',
  gt: 'gt',
  gte: 'gte',
  equals: 'eq',
  'not-equals': 'eq',
  'equals-any': 'eq',
  'not-equals-any': 'eq',
}

/**
 * An operator with its operand (§5.2). Numbers are compared with numbers, periods of time with periods
 * or instants, texts with texts; only numbers and times have an order. Errors: request/invalid and
 * request/unknown-operator behind `path`.
 */
export function compileValueTest(
  test: WrittenTest,
  tested: TestedItems,
  path: Path = [],
): ValueTest {
  const { op, value } = test
  const key = JSON.stringify([op, value, tested.timeZone])
  const isNegated = op === 'neq' || op.startsWith('not-')
  const one = (passes: (item: Item) => boolean): ValueTest => ({ isNegated, key, passes })
  const compare = comparisons[op]
  if (compare === undefined) return one(testTexts(test, tested, path))
  if (tested.itemType === 'time') return one(testTimes(compare, test, tested, path))
  if (tested.itemType === 'number') return one(testNumbers(compare, test, path))
  if (compare === 'eq') return one(testTexts(test, tested, path))
  if (tested.itemType === undefined) return one(testLoosely(compare, value))
  const allowed = stringOperators
  throw new ThroughlineError('request/unknown-operator', { op, allowed }, [...path, 'op'])
}

const isMany = (op: string): boolean => op.endsWith('-any')

function testNumbers(compare: Compare, { op, value }: WrittenTest, path: Path) {
  const { test } = numberOperatorDefinitions[compare]
  const limits = splitOperand(value, isMany(op)).map((each) => readNumber(each, path))
  return (item: Item): boolean => item !== null && limits.some((limit) => test(Number(item), limit))
}

/** A period is before, within or behind another by its first moment. */
function testTimes(compare: Compare, { op, value }: WrittenTest, clock: Clock, path: Path) {
  const limits = splitOperand(value, isMany(op)).map((each) => readPeriod(each, clock, path))
  const holds = (from: number) => (limit: { readonly from: number; readonly to: number }) =>
    periodTests[compare](from, limit.from, limit.to)
  return (item: Item): boolean => {
    const period = item === null ? undefined : parsePeriod(String(item), clock)
    return period !== undefined && limits.some(holds(period.from))
  }
}

type PeriodTest = (at: number, from: number, to: number) => boolean

const within: PeriodTest = (at, from, to) => at >= from && at < to

const periodTests: Readonly<Record<Compare, PeriodTest>> = {
  eq: within,
  neq: (...all) => !within(...all),
  lt: (at, from) => at < from,
  lte: (at, _, to) => at < to,
  gt: (at, _, to) => at >= to,
  gte: (at, from) => at >= from,
}

function readPeriod(operand: Scalar, clock: Clock, path: Path) {
  const period = parsePeriod(String(operand), clock)
  if (period !== undefined) return period
  const reason = `${JSON.stringify(operand)} names no time such as 2026, 2026-Q1, 2026-01, 2026-01-31 or 2026-01-31T14`
  throw new ThroughlineError('request/invalid', { reason, value: operand }, [...path, 'value'])
}

/** Texts know no numbers: 7 is neither “7” nor “007”. */
function testTexts({ op, value }: WrittenTest, { itemType }: TestedItems, path: Path) {
  const number = [value].flat().find((each) => typeof each === 'number')
  if (number !== undefined && (itemType === 'text' || itemType === 'boolean')) {
    const reason = `${number} is a number, and what is tested is a ${itemType}: write "${number}"`
    throw new ThroughlineError('request/invalid', { reason, value: number }, [...path, 'value'])
  }
  const holds = stringOperatorDefinitions[choosePositive(op)].prepare(value)
  return (item: Item): boolean => item !== null && holds(String(item))
}

const choosePositive = (op: OperatorName): StringOperator =>
  isComparison(op) ? 'equals' : (stringOperatorDefinitions[op].negates ?? op)

/** Items of several types are ordered where they are, or spell, numbers. */
function testLoosely(compare: Compare, value: OperandValue | undefined) {
  const limit = toNumber(value)
  const { test } = numberOperatorDefinitions[compare]
  return (item: Item): boolean => test(toNumber(item), limit)
}

/** NaN where a value does not spell a number. */
function toNumber(value: OperandValue | Item | undefined): number {
  if (typeof value === 'number') return value
  return typeof value !== 'string' || value.trim() === '' ? Number.NaN : Number(value)
}
