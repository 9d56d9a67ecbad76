import { toNode, toParts } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, NodeRef } from '../vectors.ts'
import { readElements, withEvents, writeElements } from './list-values.ts'

export type Arithmetic = '+' | '-' | '*' | '/' | '^'
export type NumberOperand = { readonly input: NodeRef } | { readonly constant: number }

export interface MathNode {
  readonly op: 'math'
  readonly operator: Arithmetic
  /** Numbers, numbers of the elements of one list, or constants; at least one is not a constant. */
  readonly left: NumberOperand
  readonly right: NumberOperand
}

/** Arithmetic per event or per element; what is not a finite number is no value. */
export const derivedMath: Operator<MathNode> = {
  links: { left: toParts({ input: toNode }), right: toParts({ input: toNode }) },
  isList: ({ left, right }, plan) =>
    [left, right].some((operand) => 'input' in operand && plan.isList(operand.input)),
  evaluate({ operator, left, right }, scope) {
    const list = listOf(left, scope) ?? listOf(right, scope)
    const size = list ? sizeOf([left, right], list, scope) : scope.events
    const [a, b] = [read(left, list, size, scope), read(right, list, size, scope)]
    const data = scope.memory.numbers(size)
    const apply = arithmetic[operator]
    for (let i = 0; i < size; i++) {
      const x = apply(a[i]!, b[i]!)
      data[i] = Number.isFinite(x) ? x : Number.NaN
    }
    return list ? writeElements(list, data, scope) : { kind: 'numbers', data }
  },
}

export const arithmetic: Readonly<Record<Arithmetic, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
}

function listOf(operand: NumberOperand, scope: Scope): ListVector | null {
  if ('constant' in operand) return null
  const vector = scope.vector(operand.input)
  return vector.kind === 'list' ? vector : null
}

/** As many values as the list has elements, and one more per event where events without any have some. */
function sizeOf(operands: readonly NumberOperand[], list: ListVector, scope: Scope): number {
  const elements = list.offsets[scope.events]!
  const hasMore = operands.some((operand) => listOf(operand, scope)?.onEmpty)
  return hasMore ? elements + scope.events : elements
}

function read(
  operand: NumberOperand,
  list: ListVector | null,
  size: number,
  scope: Scope,
): Float64Array {
  if ('constant' in operand) return scope.memory.numbers(size).fill(operand.constant)
  const vector = scope.vector(operand.input)
  const hasMore = list !== null && size > list.offsets[scope.events]!
  if (vector.kind === 'list') {
    return (hasMore ? withEvents(vector, scope) : vector.numbers!) as Float64Array
  }
  const numbers = scope.numbers(operand.input)
  if (!list) return numbers
  const data = scope.memory.numbers(size)
  for (let i = 0; i < scope.events; i++) {
    setRange(data, numbers[i]!, list.offsets[i]!, list.offsets[i + 1]!)
  }
  if (hasMore) data.set(numbers, list.offsets[scope.events])
  return data
}

export interface CodeNumbersNode {
  readonly op: 'code-numbers'
  readonly input: NodeRef
}

/** Codes that are numbers themselves (depths) as numbers; 0 is no value. */
export const codeNumbers: Operator<CodeNumbersNode> = {
  links: { input: toNode },
  evaluate({ input }, scope) {
    const codes = scope.codes(input)
    const data = scope.memory.numbers(scope.events)
    for (let i = 0; i < data.length; i++) data[i] = codes[i] || Number.NaN
    return { kind: 'numbers', data }
  },
}

export interface TruncateNode {
  readonly op: 'truncate'
  readonly input: NodeRef
}

/** Numbers without their fraction. */
export const truncate: Operator<TruncateNode> = {
  links: { input: toNode },
  isList: ({ input }, plan) => plan.isList(input),
  evaluate({ input }, scope) {
    const vector = scope.vector(input)
    const numbers = vector.kind === 'list' ? readElements(vector, scope) : scope.numbers(input)
    const data = scope.memory.numbers(numbers.length)
    for (let i = 0; i < data.length; i++) data[i] = Math.trunc(numbers[i]!)
    return vector.kind === 'list' ? writeElements(vector, data, scope) : { kind: 'numbers', data }
  },
}
