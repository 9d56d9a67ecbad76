import type { NodeRef, Operator } from '../operator.ts'
import type { Comparison } from './numbers.ts'

export interface NumberTest {
  readonly comparison: Comparison
  readonly value: number
}

export interface FilterNumbersNode {
  readonly op: 'filter-numbers'
  /** Numbers or a list of numbers. */
  readonly input: NodeRef
  readonly tests: readonly NumberTest[]
  readonly match: 'any' | 'all'
  /** Whether the numbers that pass are the ones to drop. */
  readonly exclude: boolean
}

/** Numbers that pass; no value in place of the others, element by element in a list (§3.5). */
export const filterNumbers: Operator<FilterNumbersNode> = {
  label: 'Include or exclude',
  evaluate({ input, tests, match, exclude }, scope) {
    const vector = scope.vector(input)
    const numbers = vector.kind === 'list' ? vector.numbers! : scope.numbers(input)
    const data = scope.memory.numbers(numbers.length)
    for (let i = 0; i < numbers.length; i++) {
      const x = numbers[i]!
      data[i] = passes(x, tests, match) === exclude ? Number.NaN : x
    }
    return vector.kind === 'list' ? { ...vector, numbers: data } : { kind: 'numbers', data }
  },
}

function passes(x: number, tests: readonly NumberTest[], match: 'any' | 'all'): boolean {
  const isAny = match === 'any'
  for (const { comparison, value } of tests) {
    if (compares[comparison](x, value) === isAny) return isAny
  }
  return !isAny
}

const compares: Readonly<Record<Comparison, (x: number, value: number) => boolean>> = {
  eq: (x, value) => x === value,
  neq: (x, value) => x !== value,
  lt: (x, value) => x < value,
  lte: (x, value) => x <= value,
  gt: (x, value) => x > value,
  gte: (x, value) => x >= value,
}
