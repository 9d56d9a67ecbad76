import type { BatchRange, Block, Codes, Column } from './columns.ts'
import type { Kernels } from './kernels/kernels.ts'
import type { Links } from './links.ts'
import type { Memory } from './memory.ts'
import { filterPlaces, filterSparse } from './sparse-numbers.ts'
import type {
  CacheShape,
  CodesVector,
  ListVector,
  MaskRef,
  NodeRef,
  RunFlags,
  RunsVector,
  SparseNumbers,
  LookupTable,
  TableRef,
  Vector,
} from './vectors.ts'

/** A node of a plan: what an operator is asked to do. */
export interface OperatorNode {
  readonly op: string
}

/**
 * Turns vectors into a vector. `evaluate` is called at most once per node and batch; it asks the
 * scope for its inputs and takes its output from the scope's memory.
 */
export interface Operator<Node extends OperatorNode> {
  /** Which fields of a node refer to others. */
  readonly links: Links<Node>
  /** Fields with instants, UTC ms, which are compared with the times of events, and serve nothing else. */
  readonly instants?: readonly string[]
  /** Whether the vector is a list; absent: never. */
  isList?(node: Node, plan: { isList(ref: NodeRef): boolean }): boolean
  evaluate(node: Node, scope: Scope): Vector
  /** How a host may cache the vector between plans, where it depends on the events alone; else null. */
  cacheAs?(node: Node, tables: readonly LookupTable[]): CacheShape | null
  /** The same numbers where few are known to be other than 0 (or than NaN); else null. */
  sparse?(node: Node, scope: Scope): SparseNumbers | null
  /** The same numbers where they lie, perhaps not in linear memory: for those who look at few of them. */
  numbersInPlace?(node: Node, scope: Scope): Float64Array
  /** The same mask as ascending places, where few events are known to be in it; else null. */
  places?(node: Node, scope: Scope): Uint32Array | null
  /** All bits that the codes of each run's events have, where that is known without them; else null. */
  unions?(node: Node, runs: NodeRef, scope: Scope): Uint32Array | null
  /** How many runs have an event in the mask, where that is known without it; else null. */
  countRuns?(node: Node, runs: NodeRef, scope: Scope): number | null
  /** The same mask per container, where it is the same on all events of each; else null. */
  flags?(node: Node, scope: Scope): RunFlags | null
}

/** A node of a plan with the operator that evaluates it. */
export interface Operation {
  readonly node: OperatorNode
  readonly operator: Operator<OperatorNode>
}

/** A plan as a scope evaluates it: the operations by reference, the tables in linear memory. */
export interface Program {
  readonly operations: readonly Operation[]
  readonly tables: readonly LookupTable[]
}

/**
 * One batch under evaluation: gives operators and aggregations their inputs as vectors over the batch's
 * events, each computed at most once. All arrays live until the next batch.
 */
export class Scope {
  readonly kernels: Kernels
  readonly memory: Memory
  readonly block: Block
  readonly range: BatchRange
  /** How many events the batch has. */
  readonly events: number
  /** The batch's persons as runs of its events. */
  readonly persons: RunsVector
  readonly #operations: readonly Operation[]
  readonly #tables: readonly LookupTable[]
  readonly #vectors: (Vector | undefined)[]
  readonly #sparse = new Map<NodeRef, SparseNumbers | null>()
  readonly #places = new Map<NodeRef, Uint32Array | null>()
  readonly #flags = new Map<NodeRef, RunFlags | null>()
  readonly #once = new Map<string, unknown>()
  readonly #firstSession: number
  #sessions = 0
  #time: Float64Array | undefined
  #visible: { readonly mask: Uint8Array | null } | undefined

  constructor(
    engine: { readonly kernels: Kernels; readonly memory: Memory },
    { operations, tables }: Program,
    block: Block,
    range: BatchRange,
    firstSession: number,
  ) {
    this.kernels = engine.kernels
    this.memory = engine.memory
    this.#operations = operations
    this.#tables = tables
    this.block = block
    this.range = range
    this.events = range.eventTo - range.eventFrom
    this.#vectors = new Array<Vector | undefined>(operations.length)
    this.#firstSession = firstSession
    this.persons = this.#personRuns()
  }

  /** UTC milliseconds, one per event, ascending within a person. */
  get time(): Float64Array {
    this.#time ??= this.numbersIn(this.block.time)
    return this.#time
  }

  /** The same, perhaps not in linear memory: for those who look at few of them. */
  get timesInPlace(): Float64Array {
    const { eventFrom, eventTo } = this.range
    return this.#time ?? this.block.time.subarray(eventFrom, eventTo)
  }

  /** Ordinal of the first session that no batch before this one has used. */
  get firstSession(): number {
    return this.#firstSession
  }

  /** Notes how many sessions the batch has, so that the next batch counts on from there. */
  noteSessions(count: number): void {
    this.#sessions = Math.max(this.#sessions, count)
  }

  get nextSession(): number {
    return this.#firstSession + this.#sessions
  }

  vector(ref: NodeRef): Vector {
    const known = this.#vectors[ref]
    if (known) return known
    const { node, operator } = this.#operations[ref]!
    const flags = operator.flags ? this.flags(ref) : null
    const vector = flags ? this.#spread(flags) : this.#seen(operator.evaluate(node, this))
    this.#vectors[ref] = vector
    return vector
  }

  /**
   * Events of the persons who are to be seen, null where all are. Masks have no others, so that what is
   * collected has none: what operators make of persons who are hidden is nobody's.
   */
  get visible(): Uint8Array | null {
    this.#visible ??= this.#findVisible()
    return this.#visible.mask
  }

  #findVisible(): { readonly mask: Uint8Array | null } {
    const { personFrom, personTo } = this.range
    const hidden = this.block.hidden?.subarray(personFrom, personTo)
    if (!hidden?.includes(1)) return { mask: null }
    const seen = this.memory.bytes(hidden.length)
    for (let p = 0; p < seen.length; p++) seen[p] = hidden[p]! ^ 1
    const mask = this.memory.bytes(this.events)
    this.kernels.spreadRuns(seen, this.persons.offsets, this.persons.count, mask)
    return { mask }
  }

  #seen(vector: Vector): Vector {
    const { visible } = this
    if (!visible || vector.kind !== 'mask') return vector
    const data = this.memory.bytes(this.events)
    this.kernels.andMasks(vector.data, visible, data, this.events)
    return { kind: 'mask', data }
  }

  /** A mask per container, or null where it may differ between the events of one. */
  flags(ref: MaskRef): RunFlags | null {
    if (ref === null) return null
    return this.#askOnce(this.#flags, ref, (operator, node) => {
      const flags = operator.flags?.(node, this)
      return flags && this.visible ? this.#seenRuns(flags, this.visible) : flags
    })
  }

  #seenRuns({ runs, data: flags }: RunFlags, visible: Uint8Array): RunFlags {
    const { count, offsets } = this.runs(runs)
    const data = this.memory.bytes(count)
    this.kernels.readFirstFlags(visible, offsets, count, data)
    this.kernels.andMasks(flags, data, data, count)
    return { runs, data }
  }

  /** A mask per container of another kind, where that can be told from its own containers. */
  flagsOver(ref: MaskRef, runs: NodeRef): Uint8Array | null {
    const flags = this.flags(ref)
    if (!flags || flags.runs === runs) return flags?.data ?? null
    // Every kind of container lies within persons.
    if (!this.isPersons(flags.runs)) return null
    return this.once(`flags ${ref} over ${runs}`, () => {
      const { count, offsets } = this.runs(runs)
      const data = this.memory.bytes(count)
      this.kernels.readFirstFlags(this.mask(ref!), offsets, count, data)
      return data
    })
  }

  isPersons(runs: NodeRef): boolean {
    return this.runs(runs) === this.persons
  }

  #spread({ runs, data: flags }: RunFlags): Vector {
    const { count, offsets } = this.runs(runs)
    const data = this.memory.bytes(this.events)
    this.kernels.spreadRuns(flags, offsets, count, data)
    return { kind: 'mask', data }
  }

  codes(ref: NodeRef): Uint32Array {
    const vector = this.vector(ref)
    if (vector.kind !== 'codes') throw new Error(`node ${ref} is ${vector.kind}, not codes`)
    return vector.data
  }

  /** Codes in the fewest bytes that they are known in: what kernels with several widths take. */
  narrow(ref: NodeRef): Codes {
    const vector = this.vector(ref)
    if (vector.kind !== 'codes') throw new Error(`node ${ref} is ${vector.kind}, not codes`)
    return vector.narrow ?? vector.data
  }

  /** Bits (at most 8 of them) in bytes, 0 on events outside of a mask. */
  maskedBits(ref: NodeRef, mask: MaskRef): Uint8Array {
    const bits = this.bytes(ref)
    const within = this.maskOrAll(mask)
    if (within === null) return bits
    const out = this.memory.bytes(this.events)
    this.kernels.maskBits(bits, within, out, this.events)
    return out
  }

  /** Codes that are all below 256, in bytes. */
  bytes(ref: NodeRef): Uint8Array {
    const codes = this.narrow(ref)
    if (codes instanceof Uint8Array) return codes
    const out = this.memory.bytes(this.events)
    this.kernels.toBytes(this.codes(ref), out, this.events)
    return out
  }

  /** The numbers of a node at some places of the batch. */
  numbersAt(ref: NodeRef, places: Uint32Array): Float64Array {
    const { node, operator } = this.#operations[ref]!
    return this.#gather(operator.numbersInPlace?.(node, this) ?? this.numbers(ref), places)
  }

  #gather(source: Float64Array, places: Uint32Array): Float64Array {
    const out = this.memory.numbers(places.length)
    if (this.memory.holds(source)) {
      this.kernels.numbersAt(source, places, places.length, out)
    } else {
      for (let j = 0; j < out.length; j++) out[j] = source[places[j]!]!
    }
    return out
  }

  numbers(ref: NodeRef): Float64Array {
    const vector = this.vector(ref)
    if (vector.kind !== 'numbers') throw new Error(`node ${ref} is ${vector.kind}, not numbers`)
    return vector.data
  }

  /** Numbers as the few that are to be added up, or null where they are known event by event. */
  sparse(ref: NodeRef): SparseNumbers | null {
    return this.#askOnce(this.#sparse, ref, (operator, node) => {
      const numbers = operator.sparse?.(node, this)
      return numbers && this.visible ? filterSparse(numbers, this.visible, this) : numbers
    })
  }

  /** A mask as the places of its few events, or null where it is only known event by event. */
  places(ref: MaskRef): Uint32Array | null {
    if (ref === null) return null
    return this.#askOnce(this.#places, ref, (operator, node) => {
      const places = operator.places?.(node, this)
      return places && this.visible ? filterPlaces(places, this.visible, this) : places
    })
  }

  /** What an operator knows of its node in a shorter way, null where it does not; asked once. */
  #askOnce<T>(
    known: Map<NodeRef, T | null>,
    ref: NodeRef,
    ask: (operator: Operator<OperatorNode>, node: OperatorNode) => T | null | undefined,
  ): T | null {
    let answer = known.get(ref)
    if (answer === undefined) {
      const { node, operator } = this.#operations[ref]!
      answer = ask(operator, node) ?? null
      known.set(ref, answer)
    }
    return answer
  }

  /** Per run all bits of its events' codes, or null where they are only known event by event. */
  unions(ref: NodeRef, runs: NodeRef): Uint32Array | null {
    const { node, operator } = this.#operations[ref]!
    const unions = operator.unions?.(node, runs, this) ?? null
    return unions && this.visible ? this.#seenUnions(unions, runs, this.visible) : unions
  }

  #seenUnions(unions: Uint32Array, runs: NodeRef, visible: Uint8Array): Uint32Array {
    const { offsets } = this.runs(runs)
    const data = this.memory.codes(unions.length)
    for (let run = 0; run < data.length; run++) data[run] = visible[offsets[run]!]! * unions[run]!
    return data
  }

  /** What several nodes need of this batch under one key, made once. */
  once<T>(key: string, make: () => T): T {
    if (!this.#once.has(key)) this.#once.set(key, make())
    return this.#once.get(key) as T
  }

  /** The first node of the plan of which something holds, looked for once per key; null without any. */
  findNode<Node extends OperatorNode>(
    holds: (node: OperatorNode) => node is Node,
    key: string,
  ): { readonly ref: NodeRef; readonly node: Node } | null {
    return this.once(`node ${key}`, () => {
      const ref = this.#operations.findIndex(({ node }) => holds(node)) as NodeRef
      const node = this.#operations[ref]?.node
      return node !== undefined && holds(node) ? { ref, node } : null
    })
  }

  /** How many runs have an event in a mask, or null where only the mask tells. */
  countRuns(ref: MaskRef, runs: NodeRef): number | null {
    if (ref === null) return this.visible ? null : this.runs(runs).count
    const flags = this.flagsOver(ref, runs)
    if (flags) return this.kernels.countMask(flags, flags.length)
    if (this.visible) return null
    const { node, operator } = this.#operations[ref]!
    return operator.countRuns?.(node, runs, this) ?? null
  }

  mask(ref: NodeRef): Uint8Array {
    const vector = this.vector(ref)
    if (vector.kind !== 'mask') throw new Error(`node ${ref} is ${vector.kind}, not a mask`)
    return vector.data
  }

  /** The mask, or `null` where every event is meant, and there is none that is not to be seen. */
  maskOrAll(ref: MaskRef): Uint8Array | null {
    return ref === null ? this.visible : this.mask(ref)
  }

  runs(ref: NodeRef): RunsVector {
    const vector = this.vector(ref)
    if (vector.kind !== 'runs') throw new Error(`node ${ref} is ${vector.kind}, not runs`)
    return vector
  }

  list(ref: NodeRef): ListVector {
    const vector = this.vector(ref)
    if (vector.kind !== 'list') throw new Error(`node ${ref} is ${vector.kind}, not a list`)
    return vector
  }

  /** A table of the plan, in linear memory. */
  table(ref: TableRef): LookupTable {
    return this.#tables[ref]!
  }

  column(name: string): Column {
    const column = this.block.columns.get(name)
    if (!column) throw new Error(`column ${name} is not loaded`)
    return column
  }

  /** The batch's part of a number column, where kernels see it. */
  numbersIn(data: Float64Array): Float64Array {
    return this.memory.seen(data.subarray(this.range.eventFrom, this.range.eventTo))
  }

  /** A vector of codes in linear memory, widened when its `data` is asked for. */
  codesVector(narrow: Codes): CodesVector {
    if (narrow instanceof Uint32Array) return { kind: 'codes', data: narrow }
    const widen = () => this.#widen(narrow)
    let data: Uint32Array | undefined
    return {
      kind: 'codes',
      narrow,
      get data() {
        data ??= widen()
        return data
      },
    }
  }

  /** The part `[from, to)` of a code column in its own width, where kernels see it. */
  codesIn(data: Codes, from: number, to: number): Codes {
    return this.memory.seen(data.subarray(from, to))
  }

  /** The part `[from, to)` of a code column as u32, where kernels see it. */
  wideCodesIn(data: Codes, from: number, to: number): Uint32Array {
    const narrow = this.codesIn(data, from, to)
    return narrow instanceof Uint32Array ? narrow : this.#widen(narrow)
  }

  #widen(narrow: Uint8Array | Uint16Array): Uint32Array {
    const out = this.memory.codes(narrow.length)
    this.kernels.widen(narrow, out, narrow.length)
    return out
  }

  #personRuns(): RunsVector {
    const { personFrom, personTo, eventFrom } = this.range
    const count = personTo - personFrom
    const offsets = this.memory.codes(count + 1)
    const start = this.block.personStart
    for (let i = 0; i <= count; i++) offsets[i] = start[personFrom + i]! - eventFrom
    return { kind: 'runs', count, offsets, first: this.block.personBase + personFrom }
  }
}
