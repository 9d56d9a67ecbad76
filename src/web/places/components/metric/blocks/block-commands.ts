import type { ComponentList } from '../../../../../model/answers/data-views.ts'
import type { ReferenceEntry } from '../../../../../model/answers/reference.ts'
import type { Formula } from '../../../../../model/formula.ts'
import { texts } from '../../../../texts/index.ts'
import { argumentAt, callWith, isOptional } from './call-args.ts'
import {
  argsOf,
  type BlockPath,
  blockAt,
  operate,
  removeAt,
  replaceAt,
  unwrapAt,
} from './formula-tree.ts'

/** Something that can be done with a block; `tree` is null where it cannot be now. */
interface BlockCommand {
  readonly id: string
  readonly section: 'put' | 'replace' | 'take'
  readonly label: string
  readonly tree: Formula | null
  readonly focus: BlockPath
}

const t = texts.metric.blocks

/** A formula with what its blocks can be. */
export interface BlockTree {
  readonly tree: Formula
  readonly components: ComponentList
  readonly functions: readonly ReferenceEntry[]
}

/** What can be done with the block at a path, in the order of its menu. */
export function listBlockCommands(known: BlockTree, path: BlockPath): readonly BlockCommand[] {
  const { tree, components, functions } = known
  const node = blockAt(tree, path)
  if (node === undefined) return []
  const put = (block: Formula) => (isFixed(known, path) ? null : replaceAt(tree, path, block))
  const [first] = functions
  const dimension = components.dimensions[0]?.id ?? ''
  const metric = components.metrics.find(({ isHidden }) => isHidden !== true)?.id ?? 'events'
  const call = first === undefined ? null : put(callWith(first, [node], dimension))
  return [
    ...(['+', '-', '*', '/', '^'] as const).map((op) => ({
      id: `put ${op}`,
      section: 'put' as const,
      label: t.putInto[op],
      tree: put(operate(op, node, op === '+' || op === '-' ? 0 : 1)),
      focus: [...path, 1],
    })),
    { id: 'call', section: 'put', label: t.putIntoFunction, tree: call, focus: path },
    { id: 'metric', section: 'replace', label: t.aMetric, tree: put({ metric }), focus: path },
    { id: 'number', section: 'replace', label: t.aNumber, tree: put(1), focus: path },
    { id: 'first', section: 'take', label: t.firstAlone, tree: unwrapAt(tree, path), focus: path },
    {
      id: 'remove',
      section: 'take',
      label: t.remove,
      tree: isNeeded(known, path) ? null : removeAt(tree, path),
      focus: path.slice(0, -1),
    },
  ]
}

/** Whether the function around a block takes nothing else there: a dimension, a unit, a number. */
function isFixed(known: BlockTree, path: BlockPath): boolean {
  const argument = argumentAround(known, path)
  return argument !== undefined && argument.kind !== 'formula'
}

/** Whether the function around a block must have it. */
function isNeeded(known: BlockTree, path: BlockPath): boolean {
  const declared = declaredAround(known, path)
  const parent = blockAt(known.tree, path.slice(0, -1))
  if (declared === undefined || parent === undefined) return false
  return !isOptional(declared, path.at(-1) ?? 0, argsOf(parent).length)
}

function argumentAround(known: BlockTree, path: BlockPath) {
  const declared = declaredAround(known, path)
  return declared && argumentAt(declared, path.at(-1) ?? 0)
}

function declaredAround({ tree, functions }: BlockTree, path: BlockPath) {
  if (path.length === 0) return undefined
  const parent = blockAt(tree, path.slice(0, -1))
  if (typeof parent !== 'object' || !('function' in parent)) return undefined
  return functions.find(({ id }) => id === parent.function)?.arguments ?? []
}
