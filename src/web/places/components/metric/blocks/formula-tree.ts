import type { SegmentRef } from '../../../../../model/conditions.ts'
import type {
  Formula,
  FormulaCall,
  FormulaMetric,
  FormulaOperation,
  FormulaOperator,
} from '../../../../../model/formula.ts'

/** Which argument of which argument, from the outside; empty is the whole formula. */
export type BlockPath = readonly number[]

/** What segments can narrow. */
export type Narrowed = FormulaMetric | FormulaOperation | FormulaCall

export const argsOf = (node: Formula): readonly Formula[] =>
  typeof node === 'object' && ('op' in node || 'function' in node) ? (node.args ?? []) : []

export const isNarrowed = (node: Formula): node is Narrowed =>
  typeof node === 'object' && !('number' in node) && !('dimension' in node)

/** The block at a path; undefined where there is none. */
export function blockAt(tree: Formula, path: BlockPath): Formula | undefined {
  const [first, ...rest] = path
  if (first === undefined) return tree
  const arg = argsOf(tree)[first]
  return arg === undefined ? undefined : blockAt(arg, rest)
}

/** The same formula with another block at a path. */
export function replaceAt(tree: Formula, path: BlockPath, block: Formula): Formula {
  const [first, ...rest] = path
  if (first === undefined) return block
  return withArgs(
    tree,
    argsOf(tree).map((arg, i) => (i === first ? replaceAt(arg, rest, block) : arg)),
  )
}

/** A call or operation with other arguments; other blocks have none. */
export function withArgs(node: Formula, args: readonly Formula[]): Formula {
  if (typeof node === 'number') return node
  if ('op' in node) return { ...node, args: [...args] }
  if (!('function' in node)) return node
  const { args: _, ...rest } = node
  return args.length === 0 ? rest : { ...rest, args: [...args] }
}

/** A block under other segments; without any it is under none. */
export function withSegments<N extends Narrowed>(node: N, segments: readonly SegmentRef[]): N {
  const { segments: _, ...rest } = node
  return (segments.length === 0 ? rest : { ...rest, segments: [...segments] }) as N
}

/** Block and `other` as the two sides of an operation. */
export const operate = (op: FormulaOperator, block: Formula, other: Formula): FormulaOperation => ({
  op,
  args: [block, other],
})

/**
 * The formula without the argument at a path. An operation of two becomes its other side, which its segments then
 * narrow; the whole formula cannot be taken out: null.
 */
export function removeAt(tree: Formula, path: BlockPath): Formula | null {
  const index = path.at(-1)
  if (index === undefined) return null
  const outer = path.slice(0, -1)
  const parent = blockAt(tree, outer)
  if (parent === undefined) return null
  const left = argsOf(parent).filter((_, i) => i !== index)
  if (typeof parent === 'object' && 'op' in parent && left.length <= 1) {
    const only = left[0]
    return only === undefined ? null : replaceAt(tree, outer, under(parent.segments ?? [], only))
  }
  return replaceAt(tree, outer, withArgs(parent, left))
}

/** The formula with the first part of a block in the place of the block; null where a block has no such part. */
export function unwrapAt(tree: Formula, path: BlockPath): Formula | null {
  const block = blockAt(tree, path)
  const first = block === undefined ? undefined : argsOf(block)[0]
  if (block === undefined || first === undefined || isDimension(first)) return null
  const segments = isNarrowed(block) ? (block.segments ?? []) : []
  return replaceAt(tree, path, under(segments, first))
}

const isDimension = (node: Formula): boolean => typeof node === 'object' && 'dimension' in node

const under = (segments: readonly SegmentRef[], block: Formula): Formula =>
  isNarrowed(block) ? withSegments(block, [...segments, ...(block.segments ?? [])]) : block
