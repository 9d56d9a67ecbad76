import type { ReferenceEntry } from '../../../../../model/answers/reference.ts'
import type { Formula, FormulaCall } from '../../../../../model/formula.ts'

export type FunctionArgument = NonNullable<ReferenceEntry['arguments']>[number]

/** What a function takes at a place; undefined past the last. */
export function argumentAt(
  declared: readonly FunctionArgument[],
  index: number,
): FunctionArgument | undefined {
  const last = declared.at(-1)
  return declared[index] ?? (last?.repeated === true ? last : undefined)
}

/** What stands for an argument until somebody chooses: always something that a function takes. */
export function beginArgument(argument: FunctionArgument, dimension: string): Formula {
  switch (argument.kind) {
    case 'formula':
    case 'parameter':
      return argument.default ?? 1
    case 'dimension':
      return { dimension }
    case 'unit':
      return { metric: 'people' }
    default:
      return argument.kind satisfies never
  }
}

/** Whether the argument at a place of so many may be left out. */
export function isOptional(
  declared: readonly FunctionArgument[],
  index: number,
  count: number,
): boolean {
  const argument = argumentAt(declared, index)
  if (argument === undefined) return true
  if (argument.repeated === true && count > declared.length) return true
  return index === count - 1 && argument.default !== undefined
}

/** A call of a function with what fits of some formulas; what it must have besides is begun. */
export function callWith(
  { id, arguments: declared = [] }: ReferenceEntry,
  given: readonly Formula[],
  dimension: string,
): FormulaCall {
  const rest = [...given]
  const needed = declared.filter((each) => each.default === undefined).length
  const args: Formula[] = []
  for (let i = 0; i < Math.max(given.length, needed); i++) {
    const argument = argumentAt(declared, i)
    if (argument === undefined) break
    args.push(takeFitting(argument, rest) ?? beginArgument(argument, dimension))
  }
  return { function: id, ...(args.length > 0 && { args }) }
}

/** The same call of another function. */
export function changeFunction(
  entry: ReferenceEntry,
  { args = [], includeZeros, segments }: FormulaCall,
  dimension: string,
): FormulaCall {
  return {
    ...callWith(entry, args, dimension),
    ...(includeZeros === true && entry.skipsZeros === true && { includeZeros }),
    ...(segments && { segments }),
  }
}

/** The first of what is left that an argument takes, which is left no longer. */
function takeFitting(argument: FunctionArgument, rest: Formula[]): Formula | undefined {
  const index = rest.findIndex((arg) => fits(argument, arg))
  return index < 0 ? undefined : rest.splice(index, 1)[0]
}

function fits({ kind }: FunctionArgument, arg: Formula): boolean {
  const isDimension = typeof arg === 'object' && 'dimension' in arg
  if (kind === 'dimension') return isDimension
  if (kind === 'parameter') return typeof arg === 'number'
  if (kind === 'unit') return typeof arg === 'object' && 'metric' in arg && isUnit(arg.metric)
  return !isDimension
}

const isUnit = (metric: string): boolean => ['people', 'sessions', 'events'].includes(metric)
