import { findHolders, findHoldingLists, readShape } from '../lists.ts'
import { Growing } from '../operators/growing.ts'
import type { Scope } from '../scope.ts'
import type { ListVector, NodeRef, Vector } from '../vectors.ts'
import type { GroupAggregation } from './group-aggregation.ts'
import type { GroupIds } from './group-ids.ts'

/** The place of values that belong to events, not to elements of a list. */
export const EVENT = -1

/**
 * A list whose elements rows are made of; the lists around it come before it. Elements lie at
 * `starts[p]` … `starts[p + 1]`, where p is the event or the element of the list around it.
 */
interface Level {
  readonly name: string
  /** The level around it, or EVENT. */
  readonly around: number
  readonly starts: Uint32Array
}

/** Where a key's codes are read: one per event, or one per element of a level. */
interface Key {
  readonly level: number
  readonly codes: Uint32Array
  /** Of a level: the codes of events without elements. */
  readonly onEmpty?: ArrayLike<number> | null
}

/** A batch's rows: one per event and choice of one element per level, in the order of the events. */
export interface Frame {
  readonly levels: readonly Level[]
  readonly event: Growing
  readonly group: Growing
  /** Per level: 1 + the row's element, 0 without one. */
  readonly elements: readonly Growing[]
  /** Whether each level lies in the one before it, so that rows of an element are neighbours. */
  readonly isChain: boolean
}

/**
 * Pairs the keys by their place in the object tree (§3.12): keys of one list by element, keys of a
 * list within another by the element around them, all others in every combination. An element
 * without elements below it has a row too, without a value there.
 */
export function buildFrame(
  aggregation: Pick<GroupAggregation, 'keys' | 'mask' | 'elements'>,
  ids: GroupIds,
  scope: Scope,
): Frame {
  const levels: Level[] = []
  const keys = aggregation.keys.map((ref): Key => {
    const vector = scope.vector(ref)
    if (vector.kind !== 'list') return { level: EVENT, codes: scope.codes(ref) }
    const { codes, onEmpty } = vector
    return { level: levelOf(vector, ref, levels, scope), codes: codes!, onEmpty }
  })
  const frame: Frame = {
    levels,
    event: new Growing(),
    group: new Growing(),
    elements: levels.map(() => new Growing()),
    isChain: levels.every(({ around }, index) => around === index - 1),
  }
  const mask = scope.maskOrAll(aggregation.mask)
  if (levels.length === 0) fillEvents(frame, keys, mask, ids, scope.events)
  else if (levels.length > 1 || aggregation.elements) {
    fillRows(
      frame,
      keys,
      { mask, included: includedAt(levels, aggregation.elements, scope) },
      ids,
      scope.events,
    )
  } else fillElements(frame, keys, mask, ids, scope.events)
  return frame
}

/** The level of a list, added with those around it where it is new. */
function levelOf(vector: ListVector, ref: NodeRef, levels: Level[], scope: Scope): number {
  const name = vector.list ?? `set ${ref}`
  const known = levels.findIndex((level) => level.name === name)
  if (known >= 0) return known
  if (vector.list === null) {
    return levels.push({ name, around: EVENT, starts: vector.offsets }) - 1
  }
  return namedLevel(vector.list, levels, scope)
}

function namedLevel(name: string, levels: Level[], scope: Scope): number {
  const known = levels.findIndex((level) => level.name === name)
  if (known >= 0) return known
  const [parent] = findHoldingLists(name, scope)
  const { offsets, parents } = readShape(name, scope)
  if (parent === undefined) return levels.push({ name, around: EVENT, starts: offsets }) - 1
  const around = namedLevel(parent, levels, scope)
  const count = readShape(parent, scope).offsets[scope.events]!
  return levels.push({ name, around, starts: startsOf(parents!, count) }) - 1
}

/** Where the elements below each parent begin, and the end of the last. */
function startsOf(parents: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1)
  for (let e = 0; e < parents.length; e++) starts[parents[e]! + 1]!++
  for (let p = 0; p < count; p++) starts[p + 1]! += starts[p]!
  return starts
}

function fillEvents(
  { event: rows, group }: Frame,
  keys: readonly Key[],
  mask: Uint8Array | null,
  ids: GroupIds,
  events: number,
): void {
  const out = rows.room(events)
  let count = 0
  for (let event = 0; event < events; event++) if (!mask || mask[event]) out[count++] = event
  rows.grow(count)
  const columns = keys.map(({ codes }) => codes)
  ids.idsOf(columns, rows.values(), group.room(count))
  group.grow(count)
}

/** Rows of a single list: what `fillRows` does, without the choices. */
function fillElements(
  frame: Frame,
  keys: readonly Key[],
  mask: Uint8Array | null,
  ids: GroupIds,
  events: number,
): void {
  const { starts } = frame.levels[0]!
  const most = starts[events]! + events
  const [rows, groups] = [frame.event.room(most), frame.group.room(most)]
  const elements = frame.elements[0]!.room(most)
  const codes = new Uint32Array(keys.length)
  let count = 0
  for (let event = 0; event < events; event++) {
    if (mask && !mask[event]) continue
    const to = starts[event + 1]!
    let element = starts[event]!
    const isEmpty = element === to
    do {
      for (let k = 0; k < codes.length; k++) {
        const { level, codes: values, onEmpty } = keys[k]!
        if (level === EVENT) codes[k] = values[event]!
        else codes[k] = isEmpty ? (onEmpty?.[event] ?? 0) : values[element]!
      }
      rows[count] = event
      groups[count] = ids.id(codes)
      elements[count++] = isEmpty ? 0 : element + 1
    } while (++element < to)
  }
  frame.event.grow(count)
  frame.group.grow(count)
  frame.elements[0]!.grow(count)
}

/** Per level 1 for the elements that have rows; null for all. */
function includedAt(
  levels: readonly Level[],
  elements: readonly NodeRef[] = [],
  scope: Scope,
): readonly (Uint32Array | null)[] {
  const lists = elements.map((ref) => scope.list(ref))
  return levels.map(({ name }) => lists.find(({ list }) => list === name)?.codes ?? null)
}

interface Limits {
  readonly mask: Uint8Array | null
  readonly included: readonly (Uint32Array | null)[]
}

function fillRows(
  frame: Frame,
  keys: readonly Key[],
  { mask, included }: Limits,
  ids: GroupIds,
  events: number,
): void {
  const { levels } = frame
  const chosen = new Int32Array(levels.length)
  const codes = new Uint32Array(keys.length)
  const addRow = (event: number): void => {
    for (let k = 0; k < keys.length; k++) {
      const { level, codes: values, onEmpty } = keys[k]!
      const at = level === EVENT ? event : chosen[level]!
      codes[k] = at < 0 ? (onEmpty?.[event] ?? 0) : values[at]!
    }
    frame.event.push(event)
    frame.group.push(ids.id(codes))
    for (let l = 0; l < levels.length; l++) frame.elements[l]!.push(chosen[l]! + 1)
  }
  const choose = (event: number, l: number): void => {
    if (l === levels.length) return addRow(event)
    const { around, starts } = levels[l]!
    const parent = around === EVENT ? event : chosen[around]!
    const to = parent < 0 ? 0 : starts[parent + 1]!
    let element = parent < 0 ? 0 : starts[parent]!
    if (element >= to) {
      chosen[l] = -1
      choose(event, l + 1)
    }
    for (; element < to; element++) {
      if (included[l]?.[element] === 0) continue
      chosen[l] = element
      choose(event, l + 1)
    }
  }
  for (let event = 0; event < events; event++) if (!mask || mask[event]) choose(event, 0)
}

/** Amounts and what they belong to: an event, or the elements of a level. NaN adds nothing. */
export interface Amounts {
  readonly level: number
  readonly values: Float64Array
}

/**
 * A measure's amounts at the lowest place that rows know: those of lists below a level, or beside all
 * of them, are summed up to it. Those of events without elements belong to the events.
 */
export function readAmounts(vector: Vector, frame: Frame, scope: Scope): readonly Amounts[] {
  if (vector.kind === 'numbers') return [{ level: EVENT, values: vector.data }]
  if (vector.kind !== 'list') throw new Error(`${vector.kind} has no amounts`)
  const amounts = readElementAmounts(vector, frame, scope)
  const { onEmpty } = vector
  return onEmpty ? [amounts, { level: EVENT, values: onEmpty as Float64Array }] : [amounts]
}

function readElementAmounts(
  { list, numbers, offsets }: ListVector,
  frame: Frame,
  scope: Scope,
): Amounts {
  const levelNamed = (name: string) => frame.levels.findIndex((level) => level.name === name)
  const own = list === null ? -1 : levelNamed(list)
  if (own >= 0) return { level: own, values: numbers! }
  const above =
    list === null ? undefined : findHoldingLists(list, scope).find((name) => levelNamed(name) >= 0)
  if (above === undefined) return { level: EVENT, values: sumsPerEvent(numbers!, offsets) }
  const values = new Float64Array(readShape(above, scope).offsets[scope.events]!)
  findHolders(list!, above, scope)!.forEach((holder, element) => {
    values[holder]! += numbers![element]! || 0
  })
  return { level: levelNamed(above), values }
}

function sumsPerEvent(numbers: Float64Array, offsets: Uint32Array): Float64Array {
  const sums = new Float64Array(offsets.length - 1)
  for (let i = 0; i < sums.length; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) sums[i]! += numbers[e]! || 0
  }
  return sums
}
