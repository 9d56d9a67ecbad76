import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import type { Comparison } from './numbers.ts'
import { readElements, writeElements } from './list-values.ts'

/** Comparisons with constants of which any or all must hold. */
export interface NumberRule {
  readonly match: 'any' | 'all'
  readonly tests: readonly { readonly comparison: Comparison; readonly value: number }[]
}

export interface FilterNumbersNode {
  readonly op: 'filter-numbers'
  /** Numbers or a list of numbers. */
  readonly input: NodeRef
  readonly match: 'any' | 'all'
  readonly rules: readonly NumberRule[]
  /** Whether the numbers that pass are the ones to drop. */
  readonly exclude: boolean
}

/** Numbers that pass; no value in place of the others, element by element in a list (§3.5). */
export const filterNumbers: Operator<FilterNumbersNode> = {
  links: { input: toNode },
  isList: ({ input }, plan) => plan.isList(input),
  evaluate({ input, match, rules, exclude }, scope) {
    const vector = scope.vector(input)
    const numbers = vector.kind === 'list' ? readElements(vector, scope) : scope.numbers(input)
    const data = scope.memory.numbers(numbers.length)
    for (let i = 0; i < numbers.length; i++) {
      const x = numbers[i]!
      const passes = holds(rules, match, (rule) => passesRule(x, rule))
      data[i] = passes === exclude ? Number.NaN : x
    }
    return vector.kind === 'list' ? writeElements(vector, data, scope) : { kind: 'numbers', data }
  },
}

function holds<T>(all: readonly T[], match: 'any' | 'all', test: (one: T) => boolean): boolean {
  return match === 'any' ? all.some(test) : all.every(test)
}

/** Whether a number fulfils a rule. */
export function passesRule(x: number, { match, tests }: NumberRule): boolean {
  return holds(tests, match, ({ comparison, value }) => compares[comparison](x, value))
}

const compares: Readonly<Record<Comparison, (x: number, value: number) => boolean>> = {
  eq: (x, value) => x === value,
  neq: (x, value) => x !== value,
  lt: (x, value) => x < value,
  lte: (x, value) => x <= value,
  gt: (x, value) => x > value,
  gte: (x, value) => x >= value,
}
