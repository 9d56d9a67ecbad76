import { ThroughlineError } from '../../model/errors.ts'
import type { Formula, FormulaCall, FormulaOperation } from '../../model/formula.ts'
import type { Path } from '../../model/path.ts'
import type { Unit } from './expression.ts'
import {
  formulaFunctionNames,
  type FormulaFunctionName,
  formulaFunctions,
} from './functions/index.ts'
import type { FormulaArgument, FormulaFunctionDefinition } from './functions/parts/definition.ts'
import { getOwn } from '../../model/own.ts'

const units: Readonly<Record<string, Unit>> = {
  people: 'person',
  sessions: 'session',
  events: 'event',
}

/** Errors: `formula/wrong-arguments` for `/` or `^` of a single value. */
export function checkOperation({ op, args }: FormulaOperation, path: Path): void {
  const least = op === '/' || op === '^' ? 2 : 1
  if (args.length >= least) return
  wrong(op, `it takes at least ${least} values, not ${args.length}`, [...path, 'args'])
}

/** The function of a call; how many and which arguments it is given is checked. */
export function checkCall(node: FormulaCall, path: Path): FormulaFunctionName {
  const name = formulaFunctionNames.find((known) => known === node.function)
  if (name === undefined) {
    throw new ThroughlineError(
      'formula/unknown-function',
      { function: node.function, allowed: formulaFunctionNames },
      [...path, 'function'],
    )
  }
  const definition: FormulaFunctionDefinition = formulaFunctions[name]
  const args = node.args ?? []
  checkCount(node.function, definition.arguments, args.length, path)
  args.forEach((arg, index) => {
    const argument = definition.arguments[index] ?? definition.arguments.at(-1)!
    checkArgument(node, argument, arg, [...path, 'args', index])
  })
  return name
}

/** `metric, [control]`: the arguments in words, optional ones in brackets. */
export const printSignature = (args: readonly FormulaArgument[]): string =>
  args
    .map(({ name, default: otherwise, repeated }) => {
      const words = repeated === true ? `${name}…` : name
      return otherwise === undefined ? words : `[${words}]`
    })
    .join(', ')

function checkCount(
  name: string,
  args: readonly FormulaArgument[],
  count: number,
  path: Path,
): void {
  const least = args.filter((argument) => argument.default === undefined).length
  const most = args.at(-1)?.repeated === true ? Infinity : args.length
  if (count >= least && count <= most) return
  wrong(name, `it takes (${printSignature(args)}), not ${count} arguments`, [...path, 'args'])
}

function checkArgument(
  node: FormulaCall,
  { kind, name }: FormulaArgument,
  arg: Formula,
  path: Path,
): void {
  const isDimension = typeof arg === 'object' && 'dimension' in arg
  if (kind === 'dimension' && !isDimension) {
    wrong(node.function, `${name} must be a dimension`, path)
  }
  if (kind !== 'dimension' && isDimension) {
    wrong(node.function, `${name} cannot be a dimension`, path)
  }
  if (kind === 'unit' && unitFrom(arg) === undefined) {
    wrong(node.function, `${name} must be ${Object.keys(units).join(', ')}`, path)
  }
}

const unitFrom = (arg: Formula | undefined): Unit | undefined =>
  typeof arg === 'object' && 'metric' in arg ? getOwn(units, arg.metric) : undefined

/** The unit that a call of an experiment function divides by. */
export function readUnit(
  node: FormulaCall,
  definition: FormulaFunctionDefinition,
  path: Path,
): Unit {
  const index = definition.arguments.findIndex((argument) => argument.kind === 'unit')
  return unitFrom(node.args?.[index]) ?? wrong(node.function, 'the unit is missing', path)
}

function wrong(name: string, reason: string, path: Path): never {
  throw new ThroughlineError('formula/wrong-arguments', { function: name, reason }, path)
}
