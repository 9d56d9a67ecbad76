import type { Condition, SegmentContainer, Step } from '../../../../model/conditions.ts'
import type { Path } from '../../../../model/path.ts'
import {
  asEntry,
  childrenOf,
  conditionAt,
  entryOf,
  getAt,
  isWritten,
  listKeyOf,
  setAt,
} from './tree.ts'

/** A changed segment, and the path of what was meant, where it is still there. */
export interface Edited {
  readonly root: SegmentContainer
  readonly path: Path
}

/** Adds a condition to a group or sequence; what is no group becomes one with it. */
export function addTo(root: SegmentContainer, path: Path, added: Condition): Edited {
  const node = conditionAt(root, path)
  const key = listKeyOf(node)
  if (key === undefined) {
    return { root: setAt(root, path, { and: [node, added] }), path: [...path, 'and', 1] }
  }
  const children = childrenOf(node)
  const isHole = key === 'and' && children.length === 0
  if (isHole) return { root: setAt(root, path, added), path }
  const list = [...path, key]
  return { root: setAt(root, list, [...children, added]), path: [...list, children.length] }
}

/** Removes a condition, with what has nothing left in it. */
export function removeAt(root: SegmentContainer, path: Path): Edited {
  const last = path.at(-1)
  const owner = path.slice(0, -1)
  if (typeof last === 'number') {
    const list = getAt(root, owner) as readonly unknown[]
    if (list.length === 1) return removeAt(root, owner.slice(0, -1))
    const next = [...owner, Math.min(last, list.length - 2)]
    return { root: setAt(root, owner, list.toSpliced(last, 1)), path: next }
  }
  if (owner.length === 0) return { root: { ...root, where: { and: [] } }, path: ['where'] }
  return removeAt(root, owner)
}

/** Moves an entry in its list; null at the end of it. */
export function moveBy(root: SegmentContainer, path: Path, by: 1 | -1): Edited | null {
  const entry = entryOf(path)
  if (entry === undefined) return null
  const [list, at] = [entry.slice(0, -1), entry.at(-1) as number]
  const entries = getAt(root, list) as readonly unknown[]
  const to = at + by
  if (to < 0 || to >= entries.length) return null
  const moved = entries.toSpliced(at, 1).toSpliced(to, 0, entries[at])
  return { root: setAt(root, list, moved), path: [...list, to, ...path.slice(entry.length)] }
}

/** Moves an entry out of its group, behind it; null where no list is around. */
export function moveOut(root: SegmentContainer, path: Path): Edited | null {
  const entry = entryOf(path)
  if (entry === undefined) return null
  const around = listAround(entry.slice(0, -2))
  if (around === undefined) return null
  const [list, at] = [around.slice(0, -1), around.at(-1) as number]
  const owner = getAt(root, list.slice(0, -1)) as Condition
  const moved = asEntry(getAt(root, entry) as Step, listKeyOf(owner)!)
  const isOnly = (getAt(root, entry.slice(0, -1)) as readonly unknown[]).length === 1
  const left = isOnly ? root : removeAt(root, entry).root
  const entries = getAt(left, list) as readonly unknown[]
  const next = isOnly ? entries.with(at, moved) : entries.toSpliced(at + 1, 0, moved)
  return { root: setAt(left, list, next), path: [...list, isOnly ? at : at + 1] }
}

/** Moves a condition to a place of a list; null where it is there already, or the place is inside it. */
export function moveTo(
  root: SegmentContainer,
  path: Path,
  list: Path,
  index: number,
): Edited | null {
  const from = entryOf(path) ?? path
  const at = from.at(-1)
  const isSameList = isWithin(from, list) && from.length === list.length + 1
  if (isWithin(list, from) || (isSameList && (at === index || at === index - 1))) return null
  const key = list.at(-1) as 'and'
  const moved = asEntry(getAt(root, from) as Step, key)
  const entries = getAt(root, list) as readonly unknown[]
  const target = [...list, index]
  const inserted = setAt(root, list, entries.toSpliced(index, 0, moved))
  return takeAway(inserted, shift(from, target, 1), target)
}

/** Moves a condition to the end of a group, or makes a group of what is there and it; null where it is inside it. */
export function moveInto(root: SegmentContainer, path: Path, group: Path): Edited | null {
  const from = entryOf(path) ?? path
  if (isWithin(from, group) || isWithin(group, from)) return null
  const key = listKeyOf(conditionAt(root, group)) ?? 'and'
  const added = addTo(root, group, asEntry(getAt(root, from) as Step, key) as Condition)
  return takeAway(added.root, from, added.path)
}

/** Without what stood at a path before it was moved to another. */
function takeAway(root: SegmentContainer, from: Path, target: Path): Edited | null {
  const gone = goneAt(root, from)
  if (isWithin(target, gone)) return null
  return { root: removeAt(root, from).root, path: shift(target, gone, -1) }
}

/** What `removeAt` takes away: the condition, or what would have nothing left in it. */
function goneAt(root: SegmentContainer, path: Path): Path {
  const owner = path.slice(0, -1)
  if (typeof path.at(-1) !== 'number') return owner.length === 0 ? path : goneAt(root, owner)
  const isOnly = (getAt(root, owner) as readonly unknown[]).length === 1
  return isOnly ? goneAt(root, owner.slice(0, -1)) : path
}

const isWithin = (path: Path, outer: Path): boolean =>
  outer.every((key, index) => path[index] === key)

/** A path as it is once an entry before it in a list has come (1) or gone (-1). */
function shift(path: Path, entry: Path, by: 1 | -1): Path {
  const depth = entry.length - 1
  const [own, other] = [path[depth], entry[depth]]
  if (typeof own !== 'number' || typeof other !== 'number') return path
  const isSameList = isWithin(path, entry.slice(0, depth))
  const isBehind = by === 1 ? own >= other : own > other
  return isSameList && isBehind ? path.with(depth, own + by) : path
}

/** The entry of a list that a path is in. */
function listAround(path: Path): Path | undefined {
  for (let end = path.length; end > 0; end--) {
    if (typeof path[end - 1] === 'number') return path.slice(0, end)
  }
  return undefined
}

/** Moves an entry to the end of the group or container before it; null where there is none. */
export function moveIn(root: SegmentContainer, path: Path): Edited | null {
  const entry = entryOf(path)
  const at = entry?.at(-1)
  if (entry === undefined || typeof at !== 'number' || at === 0) return null
  const before = [...entry.slice(0, -1), at - 1]
  const target = groupAt(root, before)
  if (target === undefined) return null
  const node = conditionAt(root, target)
  const moved = asEntry(getAt(root, entry) as Step, listKeyOf(node) ?? 'and') as Condition
  return addTo(removeAt(root, entry).root, target, moved)
}

/** Where conditions can be added to what stands at a path. */
function groupAt(root: SegmentContainer, path: Path): Path | undefined {
  const node = getAt(root, path) as Step
  if (listKeyOf(node) !== undefined) return path
  if ('where' in node) return [...path, 'where']
  if ('step' in node) return groupAt(root, [...path, 'step'])
  return undefined
}

export const wrappings = ['and', 'or', 'not', 'sequence', 'event', 'session', 'person'] as const

export type Wrapping = (typeof wrappings)[number]

/** Puts a condition into a group, a sequence or a container of its own. */
export const wrap = (root: SegmentContainer, path: Path, kind: Wrapping): Edited => ({
  root: setAt(root, path, wrapped(conditionAt(root, path), kind)),
  path,
})

/** Puts a condition into a container of a list’s elements. */
export const wrapInList = (root: SegmentContainer, path: Path, list: string): Edited => ({
  root: setAt(root, path, { container: list, where: conditionAt(root, path) }),
  path,
})

function wrapped(node: Condition, kind: Wrapping): Condition {
  switch (kind) {
    case 'and':
      return { and: [node] }
    case 'or':
      return { or: [node] }
    case 'not':
      return { not: node }
    case 'sequence':
      return { sequence: [node] }
    default:
      return { container: kind, where: node }
  }
}

/** Makes a step the first of several that happen in any order; its limits stay. Null for what is no step. */
export function groupStep(root: SegmentContainer, path: Path): Edited | null {
  const entry = entryOf(path)
  if (entry === undefined || entry.at(-2) !== 'sequence') return null
  const step = getAt(root, entry) as Step
  if ('group' in step) return null
  const { step: condition, ...limits } = isWritten(step) ? step : { step }
  const group = { group: [condition], ...limits }
  return { root: setAt(root, entry, group), path: [...entry, 'group', 0] }
}

/** What can be taken out of what is around it: a container’s condition, the entries of a group. */
export function unwrap(root: SegmentContainer, path: Path): Edited | null {
  const node = conditionAt(root, path)
  if ('not' in node) return { root: setAt(root, path, node.not), path }
  if ('where' in node) return { root: setAt(root, path, node.where), path }
  const inner = childrenOf(node).map((each) => asEntry(each, 'and'))
  if (inner.length === 1) return { root: setAt(root, path, inner[0]), path }
  const entry = entryOf(path)
  if (entry === undefined || entry.length !== path.length || inner.length === 0) return null
  const [list, at] = [entry.slice(0, -1), entry.at(-1) as number]
  const entries = getAt(root, list) as readonly unknown[]
  return { root: setAt(root, list, entries.toSpliced(at, 1, ...inner)), path: entry }
}

/** Makes a group of another kind; steps that are more than a condition become one. */
export function changeGroup(
  root: SegmentContainer,
  path: Path,
  key: 'and' | 'or' | 'sequence',
): Edited {
  const node = conditionAt(root, path)
  const entries = listKeyOf(node) === undefined ? [node] : childrenOf(node)
  return { root: setAt(root, path, { [key]: entries.map((each) => asEntry(each, key)) }), path }
}

/** Puts a copy behind an entry of a list. */
export function duplicate(root: SegmentContainer, path: Path): Edited | null {
  const entry = entryOf(path)
  if (entry === undefined) return null
  const [list, at] = [entry.slice(0, -1), entry.at(-1) as number]
  const entries = getAt(root, list) as readonly unknown[]
  const next = [...list, at + 1, ...path.slice(entry.length)]
  return { root: setAt(root, list, entries.toSpliced(at + 1, 0, entries[at])), path: next }
}

export type StepChange = Pick<Exclude<Step, Condition>, 'exclude' | 'within' | 'after'>

/** Changes what a step is besides its condition; one that is no more than it is written as it. */
export function changeStep(root: SegmentContainer, entry: Path, change: StepChange): Edited {
  const step = getAt(root, entry) as Step
  const { exclude, within, after, ...rest } = {
    ...(isWritten(step) ? step : { step }),
    ...change,
  }
  const kept = {
    ...rest,
    ...(exclude === true && { exclude }),
    ...(within && { within }),
    ...(after && { after }),
  }
  const isPlain = 'step' in kept && Object.keys(kept).length === 1
  return { root: setAt(root, entry, isPlain ? kept.step : kept), path: entry }
}
