import { getOwn } from '../../../../model/own.ts'
import type { Condition, SegmentContainer, Step } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'

/**
 * A segment while it is edited is its definition, and what is edited is named by its path in it. A group
 * without conditions, which no definition has, is a place that is still to be filled.
 */
export const emptySegment: SegmentContainer = { container: 'person', where: { and: [] } }

type Node = Condition | Step

type Part = Readonly<Record<string | number, unknown>>

/** What stands at a path. */
export const getAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => getOwn(value as Part, String(key)), root)

/** The same tree with something else at a path. */
export function setAt<T>(root: T, path: Path, value: unknown): T {
  const [key, ...rest] = path
  if (key === undefined) return value as T
  const inner = setAt(getOwn(root as Part, String(key)), rest, value)
  if (Array.isArray(root)) return root.with(Number(key), inner) as T
  return { ...root, [key]: inner }
}

export const conditionAt = (root: SegmentContainer, path: Path): Condition =>
  getAt(root, path) as Condition

/** The keys of lists that conditions stand in. */
const listKeys = ['and', 'or', 'sequence', 'group'] as const

type ListKey = (typeof listKeys)[number]

/** The list in a group or sequence, by its key; undefined for anything else. */
export const listKeyOf = (node: Node | SegmentContainer): ListKey | undefined =>
  listKeys.find((key) => key in node)

export const childrenOf = (node: Node | SegmentContainer): readonly Node[] => {
  const key = listKeyOf(node)
  return key === undefined ? [] : (node as unknown as Record<ListKey, readonly Node[]>)[key]
}

/** A step that is more than its condition. */
export const isWritten = (step: Step): step is Exclude<Step, Condition> =>
  'step' in step || 'group' in step

/** The path of the entry of a list that a condition is, or is the step of; undefined where there is no list. */
export function entryOf(path: Path): Path | undefined {
  const entry = path.at(-1) === 'step' ? path.slice(0, -1) : path
  return typeof entry.at(-1) === 'number' ? entry : undefined
}

/** An entry of one list as one of another: only sequences have steps. */
export function asEntry(entry: Step, key: ListKey): Step {
  if (key === 'sequence' || !isWritten(entry)) return entry
  const condition: Condition = 'group' in entry ? { and: [...entry.group] } : entry.step
  return entry.exclude === true ? { not: condition } : condition
}

/** Whether there is something that is still to be filled. */
export function hasHoles(root: SegmentContainer): boolean {
  const visit = (node: Node): boolean => {
    if (listKeyOf(node) !== undefined) {
      const inner = childrenOf(node)
      return inner.length === 0 || inner.some(visit)
    }
    if ('not' in node) return visit(node.not)
    if ('step' in node) return visit(node.step)
    return 'where' in node ? visit(node.where) : false
  }
  return visit(root.where)
}
