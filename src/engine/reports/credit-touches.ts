import type { RunsVector } from '../operator.ts'
import { Growing } from '../operators/growing.ts'
import type { Scope } from '../scope.ts'
import { frameOf } from './frame.ts'
import type { CreditReport } from './credit-report.ts'
import type { GroupIds } from './group-ids.ts'

/** Touchpoints in the order of the events; those of touchpoint t have the groups at `starts[t]` …. */
export interface Touches {
  readonly count: number
  readonly events: Uint32Array
  readonly groups: Uint32Array
  /** null where every touchpoint has one group. */
  readonly starts: Uint32Array | null
}

type TouchKeys = Pick<CreditReport, 'keys' | 'lists' | 'touches'>

/** Numbers groups: as they lie in a dense table, or as they occur. */
export interface Groups {
  /** null: the group of codes a, b … is (a × sizeB + b) …. */
  readonly ids: GroupIds | null
  readonly sizes: readonly number[]
}

/** Finds the touchpoints of runs with a conversion, up to their last one. */
export class TouchCollector {
  readonly #events = new Growing()
  readonly #groups = new Growing()

  collect(
    report: TouchKeys,
    conversions: Uint32Array,
    runs: RunsVector,
    groups: Groups,
    scope: Scope,
  ): Touches {
    this.#events.clear()
    this.#groups.clear()
    if (report.lists.includes(true)) return this.#ofLists(report, groups.ids!, scope)
    this.#findEvents(conversions, runs, scope.maskOrAll(report.touches), scope.events)
    const events = this.#events.values()
    const out = this.#groups.room(events.length)
    groupsOf(
      report.keys.map((ref) => scope.codes(ref)),
      groups,
      events,
      out,
    )
    this.#groups.grow(events.length)
    return { count: events.length, events, groups: this.#groups.values(), starts: null }
  }

  /** Events in the mask, from the start of a conversion's run to the conversion, each once. */
  #findEvents(
    conversions: Uint32Array,
    runs: RunsVector,
    touches: Uint8Array | null,
    events: number,
  ): void {
    const out = this.#events.room(events)
    let [count, from, run] = [0, 0, 0]
    for (let c = 0; c < conversions.length; c++) {
      const conversion = conversions[c]!
      while (runs.offsets[run + 1]! <= conversion) run++
      from = Math.max(from, runs.offsets[run]!)
      for (let i = from; i <= conversion; i++) {
        out[count] = i
        count += touches ? touches[i]! : 1
      }
      from = conversion + 1
    }
    this.#events.grow(count)
  }

  /** A touchpoint with several values has each of their groups once; blank elements have none. */
  #ofLists(report: TouchKeys, ids: GroupIds, scope: Scope): Touches {
    const { event: events, group: groups } = frameOf(
      { keys: report.keys, mask: report.touches },
      ids,
      scope,
    )
    const starts = new Growing()
    for (let row = 0; row < events.length; row++) {
      const event = events.at(row)
      const isNew = row === 0 || event !== events.at(row - 1)
      if (isNew) {
        starts.push(this.#groups.length)
        this.#events.push(event)
      }
      const group = groups.at(row)
      if (report.keys.some((_, k) => ids.code(group, k) === 0)) continue
      const own = this.#groups.values().subarray(starts.at(starts.length - 1))
      if (!own.includes(group)) this.#groups.push(group)
    }
    starts.push(this.#groups.length)
    return {
      count: this.#events.length,
      events: this.#events.values(),
      groups: this.#groups.values(),
      starts: starts.values(),
    }
  }
}

/** out[t] = the group of events[t]. */
export function groupsOf(
  keys: readonly Uint32Array[],
  { ids, sizes }: Groups,
  events: Uint32Array,
  out: Uint32Array,
): void {
  if (ids) return ids.idsOf(keys, events, out)
  const [first] = keys
  for (let t = 0; t < events.length; t++) out[t] = first ? first[events[t]!]! : 0
  for (let k = 1; k < keys.length; k++) {
    const [codes, size] = [keys[k]!, sizes[k]!]
    for (let t = 0; t < events.length; t++) out[t] = out[t]! * size + codes[events[t]!]!
  }
}
