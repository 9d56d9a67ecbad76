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
    report: CreditReport,
    conversions: Uint32Array,
    runs: RunsVector,
    groups: Groups,
    scope: Scope,
  ): Touches {
    this.#events.clear()
    this.#groups.clear()
    if (report.lists.includes(true)) return this.#ofLists(report, groups.ids!, scope)
    const touches = scope.maskOrAll(report.touches)
    const keys = report.keys.map((ref) => scope.codes(ref))
    const groupAt = groupReader(keys, groups)
    let from = 0
    for (let c = 0, run = 0; c < conversions.length; c++) {
      const conversion = conversions[c]!
      while (runs.offsets[run + 1]! <= conversion) run++
      from = Math.max(from, runs.offsets[run]!)
      for (let i = from; i <= conversion; i++) if (!touches || touches[i]) this.#add(i, groupAt(i))
      from = conversion + 1
    }
    const count = this.#events.length
    return { count, events: this.#events.values(), groups: this.#groups.values(), starts: null }
  }

  #add(event: number, group: number): void {
    this.#events.push(event)
    this.#groups.push(group)
  }

  /** A touchpoint with several values has each of their groups once; blank elements have none. */
  #ofLists(report: CreditReport, ids: GroupIds, scope: Scope): Touches {
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

function groupReader(
  keys: readonly Uint32Array[],
  { ids, sizes }: Groups,
): (event: number) => number {
  const [first, second] = keys
  if (first === undefined) return () => 0
  if (ids) {
    const codes = new Uint32Array(keys.length)
    return (event) => {
      for (let k = 0; k < keys.length; k++) codes[k] = keys[k]![event]!
      return ids.id(codes)
    }
  }
  if (second === undefined) return (event) => first[event]!
  return (event) => {
    let group = 0
    for (let k = 0; k < keys.length; k++) group = group * sizes[k]! + keys[k]![event]!
    return group
  }
}
