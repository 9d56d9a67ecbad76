import { at, bitsOf } from '../kernels.ts'
import { Growing } from '../operators/growing.ts'
import type { Scope } from '../scope.ts'
import { windowStarts } from './credit-conversions.ts'
import type { CreditReport } from './credit-report.ts'
import { frameOf } from './frame.ts'
import type { GroupIds } from './group-ids.ts'

/** Touchpoints in the order of the events, and which of them each conversion has. */
export interface Touches {
  readonly events: Uint32Array
  /** Those of touchpoint t lie at `starts[t]` … `starts[t + 1]`. */
  readonly groups: Uint32Array
  /** null where every touchpoint has one group. */
  readonly starts: Uint32Array | null
  /** Conversion c has the touchpoints `firsts[c]` … `ends[c] - 1`, perhaps none; both ascend. */
  readonly firsts: Uint32Array
  readonly ends: Uint32Array
}

type TouchReport = Pick<
  CreditReport,
  'keys' | 'lists' | 'touches' | 'runs' | 'lookbackMs' | 'earliest'
>

/** Numbers groups: as they lie in a dense table, or as they occur. */
export interface Groups {
  /** null: the group of codes a, b … is (a × sizeB + b) …. */
  readonly ids: GroupIds | null
  readonly sizes: readonly number[]
}

/** The touchpoints of conversions, each once; `from` has the first event that each looks back to. */
export function touchesOf(
  report: TouchReport,
  conversions: Uint32Array,
  groups: Groups,
  scope: Scope,
  from: Uint32Array = windowStarts(report, conversions, scope),
): Touches {
  if (report.lists.includes(true)) return listTouches(report, conversions, from, groups.ids!, scope)
  const { memory, kernels } = scope
  const { length } = conversions
  const room = memory.codes(scope.events)
  const [firsts, ends] = [memory.codes(length), memory.codes(length)]
  const count = kernels.touchesBefore(
    at(scope.maskOrAll(report.touches)),
    at(conversions),
    at(from),
    length,
    at(room),
    at(firsts),
    at(ends),
  )
  const events = room.subarray(0, count)
  return {
    events,
    groups: groupsOf(report.keys, groups, events, scope),
    starts: null,
    firsts,
    ends,
  }
}

/** A touchpoint with several values has each of their groups once; blank elements have none. */
function listTouches(
  report: TouchReport,
  conversions: Uint32Array,
  from: Uint32Array,
  ids: GroupIds,
  scope: Scope,
): Touches {
  const { event: rows, group: rowGroups } = frameOf(
    { keys: report.keys, mask: report.touches },
    ids,
    scope,
  )
  const [events, groups, starts] = [new Growing(), new Growing(), new Growing()]
  for (let row = 0; row < rows.length; row++) {
    const event = rows.at(row)
    if (row === 0 || event !== rows.at(row - 1)) {
      starts.push(groups.length)
      events.push(event)
    }
    const group = rowGroups.at(row)
    if (report.keys.some((_, k) => ids.code(group, k) === 0)) continue
    const own = groups.values().subarray(starts.at(starts.length - 1))
    if (!own.includes(group)) groups.push(group)
  }
  starts.push(groups.length)
  const found = events.values()
  const bounds = boundsOf(found, conversions, from, scope)
  return { events: found, groups: groups.values(), starts: starts.values(), ...bounds }
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
export function groupsOf(
  keys: CreditReport['keys'],
  { ids, sizes }: Groups,
  events: Uint32Array,
  scope: Scope,
): Uint32Array {
  const out = scope.memory.codes(events.length)
  if (keys.length === 1 && !ids) {
    const codes = scope.narrow(keys[0]!)
    scope.kernels[`gatherCodes${bitsOf(codes)}`](at(codes), at(events), events.length, at(out))
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
