import type { Codes } from '../columns.ts'
import { fillMask } from '../kernels/fill.ts'
import type { Scope } from '../scope.ts'
import type { NodeRef, RunsVector } from '../vectors.ts'
import type { FlowAggregation } from './flow-aggregation.ts'

/** The paths of a batch: one row per anchor, in the order of events. */
export interface FlowRows {
  readonly count: number
  /** The run of each row's anchor, ascending. */
  readonly runOf: Uint32Array
  /** Per column, nearest first, a code per row: 0 where the path leaves and in all columns behind. */
  readonly before: readonly Codes[]
  readonly after: readonly Codes[]
  readonly containers: number
  readonly allContainers: number
  /** For each row that leaves after its last column: what the person does first after the container. */
  readonly afterExit: Codes
}

/** Where paths begin: first events of anchors, or the events beside the container for an entry. */
interface Places {
  readonly count: number
  readonly places: Uint32Array
  readonly runOf: Uint32Array
}

/** Walks with kernels; null where a dimension has several values per event. */
export function buildFlowRows(aggregation: FlowAggregation, scope: Scope): FlowRows | null {
  const refs = [aggregation.pathing, ...aggregation.before, ...aggregation.after]
  if (refs.some((ref) => scope.vector(ref).kind !== 'codes')) return null
  const walk = new Walk(aggregation, scope)
  const anchors = walk.anchors()
  const [before, after] = [walk.before(anchors), walk.after(anchors)]
  const rows = inFocus(aggregation, { ...anchors, before, after })
  return {
    ...rows,
    containers: distinct(rows.runOf, rows.count),
    allContainers: walk.allContainers(),
    afterExit: walk.afterExit(rows),
  }
}

type Rows = Pick<FlowRows, 'count' | 'runOf' | 'before' | 'after'>

/** One batch's vectors, and the ways through them. */
class Walk {
  readonly #aggregation: FlowAggregation
  readonly #scope: Scope
  readonly #runs: RunsVector
  readonly #mask: Uint8Array | null
  readonly #pathing: Codes

  constructor(aggregation: FlowAggregation, scope: Scope) {
    this.#aggregation = aggregation
    this.#scope = scope
    this.#runs = scope.runs(aggregation.runs)
    this.#mask = scope.maskOrAll(aggregation.mask)
    this.#pathing = pathingCodes(aggregation, scope)
  }

  allContainers(): number {
    const { count, offsets } = this.#runs
    return this.#mask ? this.#scope.kernels.countRuns(this.#mask, offsets, count) : count
  }

  anchors(): Places {
    const { anchor, occurrence } = this.#aggregation
    if ('isEntry' in anchor) return this.#entries()
    const places = 'code' in anchor ? this.#items(anchor.code) : this.#events(anchor.mask)
    return occurrence === 'every' ? places : onePerRun(places, occurrence)
  }

  #items(code: number): Places {
    const { kernels, memory, events } = this.#scope
    const codes = this.#pathing
    const places = memory.codes(events)
    if (code >= 2 ** (8 * codes.BYTES_PER_ELEMENT)) return { count: 0, places, runOf: places }
    const found = kernels.findCode(codes, code, events, places)
    const runOf = this.#runOf(places, found, this.#runs)
    const where = [places, runOf, found, this.#runs.offsets] as const
    const count = kernels.keepInstances(codes, this.#mask, ...where, !this.#aggregation.repeats)
    return { count, places, runOf }
  }

  #events(ref: NodeRef | null): Places {
    const { kernels, memory, events } = this.#scope
    const mask = this.#both(this.#scope.maskOrAll(ref), this.#mask)
    const places = memory.codes(events)
    const count = kernels.findPlaces(mask, events, places)
    return { count, places, runOf: this.#runOf(places, count, this.#runs) }
  }

  #both(a: Uint8Array | null, b: Uint8Array | null): Uint8Array {
    const { kernels, memory, events } = this.#scope
    const both = fillMask(memory.bytes(events), 1, kernels)
    for (const mask of [a, b]) if (mask) kernels.andMasks(both, mask, both, events)
    return both
  }

  /** The events before the runs that have an instance. */
  #entries(): Places {
    const { memory } = this.#scope
    const { count: k, offsets } = this.#runs
    const [edges, runOf] = [memory.codes(k), memory.codes(k)]
    for (let run = 0; run < k; run++) {
      edges[run] = offsets[run]! - 1
      runOf[run] = run
    }
    const found = this.#step('stepAhead', this.#pathing, edges, runOf, k, this.#runs, false, false)
    let count = 0
    for (let run = 0; run < k; run++) {
      if (found[run] === 0) continue
      edges[count] = offsets[run]! - 1
      runOf[count++] = run
    }
    return { count, places: edges, runOf }
  }

  after(anchors: Places): Codes[] {
    const { after, anchor, pathing, repeats } = this.#aggregation
    const { count, runOf } = anchors
    const edges = this.#copy(anchors.places, count)
    if ('code' in anchor && !repeats && after.length > 0 && after[0] !== pathing) {
      // From the event before an anchor the next instance is the anchor: on to its last event.
      for (let j = 0; j < count; j++) edges[j]!--
      this.#step('stepAhead', this.#pathing, edges, runOf, count, this.#runs, true, true)
    }
    return this.#columns('stepAhead', after, edges, anchors)
  }

  before(anchors: Places): Codes[] {
    const { before, anchor } = this.#aggregation
    const { count, runOf } = anchors
    const edges = this.#copy(anchors.places, count)
    if ('isEntry' in anchor) {
      for (let j = 0; j < count; j++) edges[j] = this.#runs.offsets[runOf[j]! + 1]!
    }
    return this.#columns('stepBack', before, edges, anchors)
  }

  #columns(
    way: 'stepAhead' | 'stepBack',
    columns: readonly NodeRef[],
    edges: Uint32Array,
    { count, runOf }: Places,
  ): Codes[] {
    const collapses = !this.#aggregation.repeats
    return columns.map((ref, k) => {
      // An instance's other end only matters where another dimension goes on from it.
      const toEnd = collapses && k + 1 < columns.length && columns[k + 1] !== ref
      const codes = this.#codes(ref)
      return this.#step(way, codes, edges, runOf, count, this.#runs, collapses, toEnd)
    })
  }

  afterExit({ count, runOf, after }: Rows): Codes {
    const { memory, persons } = this.#scope
    const isPerson = this.#runs.count === persons.count
    const { offsets } = this.#runs
    const last = after.at(-1)
    const edges = memory.codes(count)
    let exits = 0
    for (let j = 0; j < count; j++)
      if (last?.[j] === 0) edges[exits++] = offsets[runOf[j]! + 1]! - 1
    if (isPerson) return edges.subarray(0, exits).fill(0)
    const personOf = this.#runOf(edges, exits, persons)
    return this.#step('stepAhead', this.#pathing, edges, personOf, exits, persons, false, false)
  }

  #step(
    way: 'stepAhead' | 'stepBack',
    codes: Codes,
    edges: Uint32Array,
    runOf: Uint32Array,
    count: number,
    { offsets }: RunsVector,
    collapses: boolean,
    toEnd: boolean,
  ): Codes {
    const { kernels, memory } = this.#scope
    const out = memory.like(codes, count)
    const places = [edges, runOf, count, offsets] as const
    kernels[way](codes, this.#mask, ...places, collapses, toEnd, out)
    return out
  }

  #codes(ref: NodeRef): Codes {
    return ref === this.#aggregation.pathing ? this.#pathing : this.#scope.narrow(ref)
  }

  #runOf(places: Uint32Array, count: number, { offsets }: RunsVector): Uint32Array {
    const runOf = this.#scope.memory.codes(count)
    this.#scope.kernels.runsAt(places, count, offsets, runOf)
    return runOf
  }

  #copy(places: Uint32Array, count: number): Uint32Array {
    const copy = this.#scope.memory.codes(count)
    copy.set(places.subarray(0, count))
    return copy
  }
}

/** The pathing dimension without the codes that are passed over. */
function pathingCodes({ pathing, excluded }: FlowAggregation, scope: Scope): Codes {
  if (excluded.length === 0) return scope.narrow(pathing)
  const codes = scope.memory.codes(scope.events)
  codes.set(scope.narrow(pathing))
  for (const code of excluded) scope.kernels.dropCode(codes, code, scope.events)
  return codes
}

function onePerRun({ count, places, runOf }: Places, occurrence: 'first' | 'last'): Places {
  let distinct = 0
  for (let j = 0; j < count; j++) {
    const neighbour = occurrence === 'first' ? j - 1 : j + 1
    const isOutermost = neighbour < 0 || neighbour === count || runOf[neighbour] !== runOf[j]
    if (!isOutermost) continue
    places[distinct] = places[j]!
    runOf[distinct++] = runOf[j]!
  }
  return { count: distinct, places, runOf }
}

/** The rows with the codes that the focus asks for. */
function inFocus({ focus, anchor }: FlowAggregation, rows: Rows): Rows {
  if (focus.length === 0) return rows
  const { before, after, runOf } = rows
  const middle = 'code' in anchor ? anchor.code : 1
  const fits = focus.map((rule) => focusTest(rule, middle, rows))
  let count = 0
  for (let row = 0; row < rows.count; row++) {
    if (!fits.every((test) => test(row))) continue
    for (const codes of [runOf, ...before, ...after]) codes[count] = codes[row]!
    count++
  }
  return { ...rows, count }
}

/** A path leaves in the column behind its last item, not again in those behind. */
function focusTest(
  { column, code }: FlowAggregation['focus'][number],
  middle: number,
  { before, after }: Rows,
): (row: number) => boolean {
  if (column === 0) return () => middle === code
  const side = column > 0 ? after : before
  const [codes, nearer] = [side[Math.abs(column) - 1], side[Math.abs(column) - 2]]
  return (row) => codes?.[row] === code && nearer?.[row] !== 0
}

/** How many different values ascending numbers have. */
function distinct(ascending: Uint32Array, count: number): number {
  let found = 0
  for (let j = 0; j < count; j++) if (j === 0 || ascending[j] !== ascending[j - 1]) found++
  return found
}
