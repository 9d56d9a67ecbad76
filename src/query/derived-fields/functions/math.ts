import type { NodeRef } from '../../../engine/index.ts'
import { arithmetic } from '../../../engine/operators/derived-math.ts'
import type { MathExpression, RuleOf } from '../../../model/derived-field.ts'
import type { NumberValue } from '../../value.ts'
import { isConstant, type Result, type RuleContext, wrongInput } from '../operand.ts'

type Term = { readonly constant: number } | { readonly input: NodeRef; readonly value: NumberValue }

/** Operations fold from the left: `a - b - c` is `(a - b) - c`. */
export async function compileMath(rule: RuleOf<'math'>, context: RuleContext): Promise<Result> {
  const term = await compileTerm(rule.formula, context, `${context.path}.formula`)
  if ('constant' in term) return { constant: Number.isFinite(term.constant) ? term.constant : null }
  return { ...term.value, ref: term.input }
}

async function compileTerm(
  expression: MathExpression,
  context: RuleContext,
  path: string,
): Promise<Term> {
  if (typeof expression === 'number') return { constant: expression }
  if (!('op' in expression)) return readTerm(expression, context, path)
  const terms: Term[] = []
  for (const [index, arg] of expression.args.entries()) {
    terms.push(await compileTerm(arg, context, `${path}.args[${index}]`))
  }
  const [first, ...rest] = terms
  if (rest.length === 0) return applied(expression.op, { constant: 0 }, first!, context, path)
  return rest.reduce((left, right) => applied(expression.op, left, right, context, path), first!)
}

async function readTerm(
  input: Exclude<MathExpression, number | { op: string }>,
  context: RuleContext,
  path: string,
): Promise<Term> {
  const operand = await context.input(input, path)
  if (isConstant(operand)) {
    if (typeof operand.constant === 'number') return { constant: operand.constant }
    throw wrongInput('math needs numbers', path)
  }
  const { value } = operand
  if (value.kind === 'number') return { input: value.ref, value }
  throw wrongInput('math needs numbers; typecast the text to a number first', path)
}

function applied(
  operator: keyof typeof arithmetic,
  left: Term,
  right: Term,
  { c }: RuleContext,
  path: string,
): Term {
  if ('constant' in left && 'constant' in right) {
    return { constant: arithmetic[operator](left.constant, right.constant) }
  }
  const place = placeOf(left, right, path)
  const input = c.plan.add({
    op: 'math',
    operator,
    left: 'constant' in left ? left : { input: left.input },
    right: 'constant' in right ? right : { input: right.input },
  })
  return { input, value: { kind: 'number', ref: input, isInstant: false, ...place } }
}

function placeOf(left: Term, right: Term, path: string): Pick<NumberValue, 'isList' | 'list'> {
  const lists = [left, right].flatMap((term) =>
    'value' in term && term.value.isList ? [term.value] : [],
  )
  const [first, second] = lists
  if (!first) return { isList: false }
  const isSame = !second || (first.list !== undefined && first.list === second.list)
  if (!isSame) throw wrongInput('numbers of different lists cannot be combined', path)
  return first.list === undefined ? { isList: true } : { isList: true, list: first.list }
}
