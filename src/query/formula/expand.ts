import type { Path } from '../../model/path.ts'
import type { Attribution } from '../../model/attribution.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Formula, FormulaCall, FormulaMetric, FormulaOperation } from '../../model/formula.ts'
import { checkCall, checkOperation, readUnit } from './check.ts'
import type { Expression } from './expression.ts'
import { type FormulaLookup, Writing } from './writing.ts'
import { formulaFunctions } from './functions/index.ts'
import type { FormulaFunctionDefinition } from './functions/parts/definition.ts'

interface Surroundings {
  readonly writing: Writing
  readonly path: Path
  /** Ids of the calculated metrics being written out, outermost first. */
  readonly within: readonly string[]
  readonly segments: readonly SegmentRef[]
  /** Of a calculated metric that is used under another attribution. */
  readonly attribution: Attribution | undefined
  /** Of the levels around it. */
  readonly depth: number
}

/**
 * Checks a formula and writes out the calculated metrics in it. Errors with the path of the wrong
 * place: `definition/cycle`, `formula/unknown-function`, `formula/wrong-arguments`, `request/too-large`.
 * What a calculated metric is under the same segments and attribution is written once and shared.
 */
export function expandFormula(
  formula: Formula,
  lookup: FormulaLookup = () => undefined,
  path: Path = ['formula'],
): Expression {
  const around = { path, within: [], segments: [], attribution: undefined, depth: 0 }
  return expand(formula, { ...around, writing: new Writing(lookup) })
}

function expand(node: Formula, outer: Surroundings): Expression {
  const around = { ...outer, depth: outer.depth + 1 }
  around.writing.countPart(around)
  if (typeof node === 'number') return { kind: 'number', number: node }
  if ('number' in node) return { kind: 'number', number: node.number }
  if ('metric' in node) return expandMetric(node, around)
  if ('op' in node) return expandOperation(node, around)
  if ('function' in node) return expandCall(node, around)
  const reason = 'a dimension can only be an argument of approximate-count-distinct'
  throw new ThroughlineError(
    'formula/wrong-arguments',
    { function: 'formula', reason },
    around.path,
  )
}

function expandMetric(node: FormulaMetric, around: Surroundings): Expression {
  const inner = around.writing.lookup(node.metric)
  if (inner !== undefined) return withTotal(node, expandCalculated(node, inner, around))
  const attribution = around.attribution ?? node.attribution
  const leaf: FormulaMetric = { metric: node.metric, ...(attribution && { attribution }) }
  const segments = joinSegments(around.segments, node.segments)
  return withTotal(node, { kind: 'leaf', node: leaf, segments, path: around.path })
}

const withTotal = (node: FormulaMetric, of: Expression): Expression =>
  node.total === true ? { kind: 'total', of } : of

function expandCalculated(node: FormulaMetric, inner: Formula, around: Surroundings): Expression {
  const within = [...around.within, node.metric]
  if (around.within.includes(node.metric)) {
    throw new ThroughlineError(
      'definition/cycle',
      { cycle: within.slice(within.indexOf(node.metric)) },
      around.path,
    )
  }
  const inside = {
    ...around,
    within,
    segments: joinSegments(around.segments, node.segments),
    attribution: around.attribution ?? node.attribution,
  }
  try {
    return around.writing.share(node.metric, inside, () => expand(inner, inside))
  } catch (error) {
    throw error instanceof ThroughlineError ? error.at(around.path) : error
  }
}

/** A segment that stands around another one of the same id says nothing new. */
const joinSegments = (
  outer: readonly SegmentRef[],
  own: readonly SegmentRef[] = [],
): readonly SegmentRef[] => [...new Set([...outer, ...own])]

/** Inside a calculated metric, errors point at its use in the outer formula. */
function argumentsAround(node: FormulaOperation | FormulaCall, around: Surroundings) {
  const segments = joinSegments(around.segments, node.segments)
  return (index: number): Surroundings => {
    const path = around.within.length > 0 ? around.path : [...around.path, 'args', index]
    return { ...around, segments, path }
  }
}

function expandOperation(node: FormulaOperation, around: Surroundings): Expression {
  checkOperation(node, around.path)
  const at = argumentsAround(node, around)
  return {
    kind: 'operation',
    op: node.op,
    args: node.args.map((arg, index) => expand(arg, at(index))),
  }
}

function expandCall(node: FormulaCall, around: Surroundings): Expression {
  const name = checkCall(node, around.path)
  const definition: FormulaFunctionDefinition = formulaFunctions[name]
  const at = argumentsAround(node, around)
  const given = (node.args ?? []).map((arg, index) => expandArgument(arg, at(index)))
  const defaults = definition.arguments
    .slice(given.length)
    .filter((argument) => argument.default !== undefined)
    .map((argument) => ({ kind: 'number' as const, number: argument.default! }))
  const squares =
    definition.needsSquares === undefined ? [] : [squaresOf(node, definition, given[0]!, around)]
  return {
    kind: 'call',
    function: name,
    args: [...given, ...defaults, ...squares],
    includeZeros: node.includeZeros ?? false,
  }
}

function expandArgument(arg: Formula, around: Surroundings): Expression {
  if (typeof arg === 'number' || !('dimension' in arg)) return expand(arg, around)
  return { kind: 'leaf', node: arg, segments: around.segments, path: around.path }
}

/** The sum of squares per unit of a call's first argument, which must be a plain metric. */
function squaresOf(
  node: FormulaCall,
  definition: FormulaFunctionDefinition,
  first: Expression,
  around: Surroundings,
): Expression {
  if (first.kind === 'leaf') {
    return { ...first, node: { ...first.node }, squares: readUnit(node, definition, around.path) }
  }
  const reason = 'the first argument must be a metric, not a formula'
  throw new ThroughlineError('formula/wrong-arguments', { function: node.function, reason }, [
    ...around.path,
    'args',
    0,
  ])
}
