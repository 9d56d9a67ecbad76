import { Growing } from '../operators/growing.ts'
import type { Scope } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import type { CreditAggregation } from './credit-aggregation.ts'
import { findWindowStarts } from './credit-conversions.ts'
import { type Frame, buildFrame } from './frame.ts'
import type { GroupIds } from './group-ids.ts'

/** Touchpoints in the order of the events, and which of them each conversion has. */
export interface Touches {
  readonly events: Uint32Array
  /** Those of touchpoint t lie at `starts[t]` … `starts[t + 1]`. */
  readonly groups: Uint32Array
  /** null where every touchpoint has one group. */
  readonly starts: Uint32Array | null
  /** Which groups of touchpoints are booked, 1 or 0 beside each group; null: all. */
  readonly booked: Uint32Array | null
  /** Conversion c has the touchpoints `firsts[c]` … `ends[c] - 1`, perhaps none; both ascend. */
  readonly firsts: Uint32Array
  readonly ends: Uint32Array
}

type TouchAggregation = Pick<
  CreditAggregation,
  'keys' | 'lists' | 'touches' | 'elements' | 'runs' | 'lookbackMs' | 'earliest'
>

/** Numbers groups: as they lie in a dense table, or as they occur. */
export interface Groups {
  /** null: the group of codes a, b … is (a × sizeB + b) …. */
  readonly ids: GroupIds | null
  readonly sizes: readonly number[]
}

/** The touchpoints of conversions, each once; `from` has the first event that each looks back to. */
export function findTouches(
  aggregation: TouchAggregation,
  conversions: Uint32Array,
  groups: Groups,
  scope: Scope,
  from: Uint32Array = findWindowStarts(aggregation, conversions, scope),
): Touches {
  if (aggregation.lists.includes(true))
    return listTouches(aggregation, conversions, from, groups.ids!, scope)
  const { memory, kernels } = scope
  const { length } = conversions
  const room = memory.codes(scope.events)
  const [firsts, ends] = [memory.codes(length), memory.codes(length)]
  const count = kernels.touchesBefore(
    scope.maskOrAll(aggregation.touches),
    conversions,
    from,
    length,
    room,
    firsts,
    ends,
  )
  const events = room.subarray(0, count)
  return {
    events,
    groups: readGroups(aggregation.keys, groups, events, scope),
    starts: null,
    booked: null,
    firsts,
    ends,
  }
}

/**
 * A touchpoint with several values has each of their groups once. Blank elements have none beside
 * others that are booked.
 */
function listTouches(
  aggregation: TouchAggregation,
  conversions: Uint32Array,
  from: Uint32Array,
  ids: GroupIds,
  scope: Scope,
): Touches {
  const frame = buildFrame({ keys: aggregation.keys, mask: aggregation.touches }, ids, scope)
  const { event: rows, group: rowGroups } = frame
  const isIncluded = findIncludedRows(frame, aggregation.elements, scope)
  const isBlank = (group: number) =>
    aggregation.lists.every((isList, k) => !isList || ids.code(group, k) === 0)
  const [events, groups, starts, booked] = [0, 0, 0, 0].map(() => new Growing()) as Four
  const own = new Map<number, boolean>()
  const close = () => {
    const hasValue = [...own].some(([group, isBooked]) => isBooked && !isBlank(group))
    for (const [group, isBooked] of own) {
      if (hasValue && isBlank(group)) continue
      groups.push(group)
      booked.push(Number(isBooked))
    }
    own.clear()
  }
  for (let row = 0; row < rows.length; row++) {
    const event = rows.at(row)
    if (row === 0 || event !== rows.at(row - 1)) {
      close()
      starts.push(groups.length)
      events.push(event)
    }
    const group = rowGroups.at(row)
    own.set(group, own.get(group) === true || isIncluded(row))
  }
  close()
  starts.push(groups.length)
  const found = events.values()
  return {
    events: found,
    groups: groups.values(),
    starts: starts.values(),
    booked: aggregation.elements?.length ? booked.values() : null,
    ...boundsOf(found, conversions, from, scope),
  }
}

type Four = [Growing, Growing, Growing, Growing]

/** Whether a row has only elements other than 0 in the lists of the same name. */
function findIncludedRows(
  { levels, elements }: Frame,
  included: readonly NodeRef[] = [],
  scope: Scope,
): (row: number) => boolean {
  const tests = included.flatMap((ref) => {
    const { list, codes } = scope.list(ref)
    const level = levels.findIndex(({ name }) => name === list)
    return level < 0 ? [] : [{ codes: codes!, element: elements[level]! }]
  })
  return (row) =>
    tests.every(({ codes, element }) => element.at(row) === 0 || codes[element.at(row) - 1] !== 0)
}

/** Which of the touchpoints lie from each window's first event to its conversion. */
function boundsOf(
  touches: Uint32Array,
  conversions: Uint32Array,
  from: Uint32Array,
  { memory }: Scope,
): Pick<Touches, 'firsts' | 'ends'> {
  const { length } = conversions
  const [firsts, ends] = [memory.codes(length), memory.codes(length)]
  for (let c = 0, first = 0, end = 0; c < length; c++) {
    while (end < touches.length && touches[end]! <= conversions[c]!) end++
    while (first < end && touches[first]! < from[c]!) first++
    firsts[c] = first
    ends[c] = end
  }
  return { firsts, ends }
}

/** The group of each event, in the engine's memory. */
export function readGroups(
  keys: CreditAggregation['keys'],
  { ids, sizes }: Groups,
  events: Uint32Array,
  scope: Scope,
): Uint32Array {
  const out = scope.memory.codes(events.length)
  if (keys.length === 1 && !ids) {
    const codes = scope.narrow(keys[0]!)
    scope.kernels.codesAt(codes, events, events.length, out)
    return out
  }
  const columns = keys.map((ref) => scope.codes(ref))
  if (ids) ids.idsOf(columns, events, out)
  else {
    out.fill(0)
    columns.forEach((codes, k) => {
      for (let t = 0; t < events.length; t++) out[t] = out[t]! * sizes[k]! + codes[events[t]!]!
    })
  }
  return out
}
