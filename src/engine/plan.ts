import type { Aggregation } from './aggregations/index.ts'
import type { AnyInNode } from './operators/containers.ts'
import { operators, type PlanNode } from './operators/index.ts'
import type { Operator } from './scope.ts'
import type { CacheShape, MaskRef, NodeRef, Table, TableRef } from './vectors.ts'

/** What the engine does with each batch; plain data, so that it can be sent anywhere. */
export interface Plan {
  readonly nodes: readonly PlanNode[]
  readonly tables: readonly Table[]
  readonly aggregations: readonly Aggregation[]
}

/** Names of the columns that a plan reads, without `time` and the persons, which always are there. */
export function columnsOf(plan: Plan): readonly string[] {
  const names = plan.nodes.flatMap((node) => ('column' in node ? [node.column] : []))
  return [...new Set(names)].sort()
}

/** The vectors of a plan that a host may cache for later plans, each key once. */
export function listCacheableVectors({ nodes, tables }: Plan): readonly CacheShape[] {
  const shapes = nodes.flatMap((node) => {
    const operator = operators[node.op] as Operator<typeof node>
    return operator.cacheAs?.(node, tables) ?? []
  })
  return [...new Map(shapes.map((shape) => [shape.key, shape])).values()]
}

/** So many masks are bits of a byte. */
const BYTE_BITS = 8

const presences = new WeakMap<Table, Uint8Array>()

/** Code → whether a table gives it a value; made once per table. */
function presenceIn(table: Table): Uint8Array {
  let presence = presences.get(table)
  if (presence) return presence
  presence = new Uint8Array(table.length)
  for (let code = 0; code < presence.length; code++) presence[code] = Number(table[code] !== 0)
  presences.set(table, presence)
  return presence
}

/** Collects the nodes of a plan; what is asked for twice is one node. */
export class PlanBuilder {
  readonly #nodes: PlanNode[] = []
  readonly #refs = new Map<string, NodeRef>()
  readonly #tables: Table[] = []
  readonly #tableRefs = new Map<Table, TableRef>()
  readonly #aggregations: Aggregation[] = []
  readonly #bitTables = new Map<string, TableRef>()

  add(written: PlanNode): NodeRef {
    const node = this.#simpler(written)
    const key = JSON.stringify(node)
    const known = this.#refs.get(key)
    if (known !== undefined) return known
    this.#refs.set(key, this.#nodes.length)
    return this.#nodes.push(node) - 1
  }

  /** Whether a table leaves a value is one more test of the codes that it is looked up by. */
  #simpler(node: PlanNode): PlanNode {
    if (node.op !== 'has') return node
    const inner = this.node(node.input)
    if (inner.op !== 'map' || this.#isList(inner.input)) return node
    const passes = presenceIn(this.tableAt(inner.table))
    return { op: 'test', input: inner.input, table: this.table(passes) }
  }

  node(ref: NodeRef): PlanNode {
    return this.#nodes[ref]!
  }

  /** Equal tables that were made twice are two: their codes can stand for different values. */
  table(table: Table): TableRef {
    const known = this.#tableRefs.get(table)
    if (known !== undefined) return known
    this.#tableRefs.set(table, this.#tables.length)
    return this.#tables.push(table) - 1
  }

  tableAt(ref: TableRef): Table {
    return this.#tables[ref]!
  }

  /** Adds an aggregation; returns its index among the partials. */
  aggregate(aggregation: Aggregation): number {
    return this.#aggregations.push(aggregation) - 1
  }

  and(...masks: readonly MaskRef[]): MaskRef {
    return this.#fold('and', this.#byContainer(masks))
  }

  /** Masks of which several are each fulfilled anywhere in a container become one. */
  #byContainer(masks: readonly MaskRef[]): readonly MaskRef[] {
    const byRuns = new Map<NodeRef, Set<NodeRef>>()
    const isAnyIn = (ref: MaskRef) => ref !== null && this.node(ref).op === 'any-in'
    for (const ref of masks) {
      if (!isAnyIn(ref)) continue
      const { mask, runs } = this.node(ref!) as AnyInNode
      byRuns.set(runs, (byRuns.get(runs) ?? new Set()).add(mask))
    }
    const isJoined = ([, all]: [NodeRef, Set<NodeRef>]) => all.size > 1 && all.size <= BYTE_BITS
    const joined = new Map([...byRuns].filter(isJoined))
    const others = masks.filter(
      (ref) => !isAnyIn(ref) || !joined.has((this.node(ref!) as AnyInNode).runs),
    )
    const all = [...joined].map(([runs, parts]) =>
      this.add({ op: 'all-in', bits: this.bits([...parts]), required: 2 ** parts.size - 1, runs }),
    )
    return [...others, ...all]
  }

  /** `null` (every event) swallows all others. No masks at all: no event. */
  or(...masks: readonly MaskRef[]): MaskRef {
    if (masks.includes(null)) return null
    return masks.length === 0 ? this.nothing() : this.#fold('or', masks)
  }

  not(mask: MaskRef): MaskRef {
    if (mask === null) return this.nothing()
    const node = this.node(mask)
    if (node.op === 'nothing') return null
    return node.op === 'not' ? node.input : this.add({ op: 'not', input: mask })
  }

  /** Whether a mask only says that a number (or its elements) has a value. */
  isValueMask(mask: MaskRef, numbers: NodeRef): boolean {
    if (mask === null) return true
    const [node, amount] = [this.node(mask), this.node(numbers)]
    const source = amount.op === 'list-sum' ? amount.input : numbers
    return node.op === 'has' && node.input === source
  }

  /**
   * Several masks (at most 32) in one vector, bit s for mask s. Masks that test the same codes become one table.
   */
  bits(masks: readonly MaskRef[]): NodeRef {
    const nodes = masks.map((mask) => (mask === null ? null : this.node(mask)))
    const [first] = nodes
    const isOneTable = nodes.every(
      (node) => node?.op === 'test' && first?.op === 'test' && node.input === first.input,
    )
    const input = first?.op === 'test' ? first.input : null
    if (!isOneTable || input === null || this.#isList(input)) return this.add({ op: 'bits', masks })
    const refs = nodes.map((node) => (node as { table: TableRef }).table)
    return this.add({ op: 'map', input, table: this.#bitTable(refs) })
  }

  /** The table of bits that several tests make; the same tests make one table. */
  #bitTable(refs: readonly TableRef[]): TableRef {
    const key = refs.join()
    const known = this.#bitTables.get(key)
    if (known !== undefined) return known
    const tests = refs.map((ref) => this.tableAt(ref))
    const size = tests[0]!.length
    const table = tests.length <= 8 ? new Uint8Array(size) : new Uint32Array(size)
    tests.forEach((test, step) => {
      for (let code = 0; code < size; code++) table[code]! |= test[code]! << step
    })
    const ref = this.table(table)
    this.#bitTables.set(key, ref)
    return ref
  }

  #isList(ref: NodeRef): boolean {
    const node = this.node(ref)
    if (node.op === 'column') return node.list !== undefined
    if (node.op === 'map') return this.#isList(node.input)
    return node.op !== 'time-bucket' && node.op !== 'masked-codes'
  }

  /** The mask of no event. */
  nothing(): NodeRef {
    return this.add({ op: 'nothing' })
  }

  /** @param aggregations instead of those that were added: for a run before the plan's own */
  build(aggregations: readonly Aggregation[] = this.#aggregations): Plan {
    return {
      nodes: [...this.#nodes],
      tables: [...this.#tables],
      aggregations: [...aggregations],
    }
  }

  #fold(op: 'and' | 'or', masks: readonly MaskRef[]): MaskRef {
    const inputs = [...new Set(masks)].filter((mask): mask is NodeRef => mask !== null)
    if (inputs.length === 0) return null
    if (op === 'and' && inputs.some((mask) => this.node(mask).op === 'nothing'))
      return this.nothing()
    const useful = inputs.filter((mask) => this.node(mask).op !== 'nothing')
    if (useful.length === 0) return this.nothing()
    return useful
      .sort((a, b) => a - b)
      .reduce((left, right) => this.add({ op, inputs: [left, right] }))
  }
}
