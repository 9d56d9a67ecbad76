import { z } from 'zod'
import { arithmetic, type NodeRef } from '../../../engine/index.ts'
import { ruleInput } from '../../../model/derived-field.ts'
import { asks } from '../../../model/form-hints.ts'
import type { Path } from '../../../model/path.ts'
import type { NumberValue } from '../../compilation/value.ts'
import {
  isConstant,
  type Known,
  type RuleOperand,
  type Result,
  type RuleContext,
  wrongInput,
} from '../operand.ts'
import { areCoded, perCombination } from '../tuples.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const mathOperation = z.strictObject({
  op: z.enum(['+', '-', '*', '/', '^']),
  get args(): z.ZodArray<typeof mathExpression> {
    return z.array(mathExpression).min(1)
  },
})

const mathExpression: z.ZodUnion<readonly [z.ZodNumber, typeof ruleInput, typeof mathOperation]> = z
  .union([z.number(), ruleInput, mathOperation])
  .meta(asks('arithmetic'))

type MathExpression = z.output<typeof mathExpression>

const settings = z.strictObject({
  formula: mathExpression,
})

type Settings = z.output<typeof settings>

export const math = defineDerivedFieldFunction({
  label: 'Math',
  description:
    'Arithmetic on the numbers of one event or list element; no value where one is missing or for a division by zero.',
  output: 'number',
  settings,
  examples: [
    {
      title: 'Five percent more revenue',
      rules: [{ function: 'math', formula: { op: '*', args: [{ field: 'revenue' }, 1.05] } }],
      rows: [{ revenue: 7_500_000 }, { revenue: 42_620 }],
      values: [7_875_000, 44_751],
    },
    {
      title: 'Margin: parentheses are nested operations',
      rules: [
        {
          function: 'math',
          formula: {
            op: '/',
            args: [
              { op: '-', args: [{ field: 'revenue' }, { field: 'cost' }] },
              { field: 'revenue' },
            ],
          },
        },
      ],
      rows: [{ revenue: 200, cost: 50 }, { revenue: 0, cost: 5 }, { revenue: 10 }],
      values: [0.75, null, null],
    },
  ],
  compile,
})

type Term = { readonly constant: number } | { readonly input: NodeRef; readonly value: NumberValue }

type Operator = keyof typeof arithmetic

/** A formula whose inputs are compiled. */
type Formula =
  | RuleOperand
  | { readonly op: Operator; readonly args: readonly Formula[]; readonly path: Path }

/**
 * Operations fold from the left: `a - b - c` is `(a - b) - c`. Numbers found through codes are worked
 * out once per code.
 */
async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const formula = await readFormula(rule.formula, context, [...context.path, 'formula'])
  const inputs = inputsOf(formula)
  if (areCoded(context, inputs)) {
    return perCombination(context, inputs, true, (itemOf) => {
      const made = workOut(formula, (input) => (itemOf(input) as number | null) ?? Number.NaN)
      return Number.isFinite(made) ? made : null
    })
  }
  const term = termOf(formula, context)
  if ('constant' in term) return { constant: Number.isFinite(term.constant) ? term.constant : null }
  return { ...term.value, ref: term.input }
}

async function readFormula(
  expression: MathExpression,
  context: RuleContext,
  path: Path,
): Promise<Formula> {
  if (typeof expression === 'number') return { constant: expression }
  if (!('op' in expression)) return readInput(expression, context, path)
  const args: Formula[] = []
  for (const [index, arg] of expression.args.entries()) {
    args.push(await readFormula(arg, context, [...path, 'args', index]))
  }
  return fold(expression.op, args.length === 1 ? [{ constant: 0 }, ...args] : args, path)
}

/** Leading constants are one. */
function fold(op: Operator, args: readonly Formula[], path: Path): Formula {
  const [left, right, ...rest] = args
  if (right === undefined) return left!
  if (!('constant' in left! && 'constant' in right)) return { op, args, path }
  const made = arithmetic[op](left.constant as number, right.constant as number)
  return fold(op, [{ constant: made }, ...rest], path)
}

async function readInput(
  input: Exclude<MathExpression, number | { op: string }>,
  context: RuleContext,
  path: Path,
): Promise<RuleOperand> {
  const operand = await context.input(input, path)
  if (isConstant(operand)) {
    if (typeof operand.constant === 'number') return operand
    throw wrongInput('math needs numbers', path)
  }
  if (operand.value.kind === 'number') return operand
  throw wrongInput('math needs numbers; typecast the text to a number first', path)
}

function inputsOf(formula: Formula): readonly Known[] {
  if ('op' in formula) return formula.args.flatMap(inputsOf)
  return isConstant(formula) ? [] : [formula]
}

/** The formula on one code; what is not a finite number is no value. */
function workOut(formula: Formula, numberOf: (input: Known) => number): number {
  if ('constant' in formula) return formula.constant as number
  if (!('op' in formula)) return numberOf(formula)
  const { op, args } = formula
  return args
    .map((arg) => workOut(arg, numberOf))
    .reduce((left, right) => {
      const made = arithmetic[op](left, right)
      return Number.isFinite(made) ? made : Number.NaN
    })
}

function termOf(formula: Formula, context: RuleContext): Term {
  if ('constant' in formula) return { constant: formula.constant as number }
  if (!('op' in formula)) {
    return { input: formula.value.ref, value: formula.value as NumberValue }
  }
  const { op, args, path } = formula
  return args
    .map((arg) => termOf(arg, context))
    .reduce((left, right) => applied(op, left, right, context, path))
}

function applied(
  operator: Operator,
  left: Term,
  right: Term,
  { c }: RuleContext,
  path: Path,
): Term {
  const place = placeOf(left, right, path)
  const input = c.plan.add({
    op: 'math',
    operator,
    left: 'constant' in left ? left : { input: left.input },
    right: 'constant' in right ? right : { input: right.input },
  })
  return { input, value: { kind: 'number', ref: input, isInstant: false, ...place } }
}

function placeOf(left: Term, right: Term, path: Path): Pick<NumberValue, 'isList' | 'list'> {
  const lists = [left, right].flatMap((term) =>
    'value' in term && term.value.isList ? [term.value] : [],
  )
  const [first, second] = lists
  if (!first) return { isList: false }
  const isSame = !second || (first.list !== undefined && first.list === second.list)
  if (!isSame) throw wrongInput('numbers of different lists cannot be combined', path)
  return first.list === undefined ? { isList: true } : { isList: true, list: first.list }
}
