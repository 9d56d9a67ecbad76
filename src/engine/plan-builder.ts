import type { Aggregation } from './aggregations/index.ts'
import type { PlanNode } from './operators/index.ts'
import { optimize } from './optimize/optimize.ts'
import type { Plan } from './plan.ts'
import { PlanDraft } from './plan-draft.ts'
import { type CodeTable, composeTables } from './tables.ts'
import type { MaskRef, NodeRef, LookupTable, TableRef } from './vectors.ts'

/** The codes, read from events, that other codes or numbers are a function of. */
export interface Origin {
  readonly ref: NodeRef
  /** Code → code or number; null where they are these codes themselves. */
  readonly table: LookupTable | null
}

/** Collects a plan in terms of what it means; how it is computed is decided when it is built. */
export class PlanBuilder {
  readonly #draft = new PlanDraft()
  readonly #aggregations: Aggregation[] = []

  add(node: PlanNode): NodeRef {
    return this.#draft.add(node)
  }

  /** Equal tables that were made twice are two: their codes can stand for different values. */
  table(table: LookupTable): TableRef {
    return this.#draft.table(table)
  }

  /** Returns the aggregation's index among the partial results. */
  aggregate(aggregation: Aggregation): number {
    return this.#aggregations.push(aggregation) - 1
  }

  /** How many there are; `dropAggregations` takes out what came behind so many. */
  get aggregationCount(): number {
    return this.#aggregations.length
  }

  /** Of this many and those behind. */
  aggregationsFrom(from: number): readonly Aggregation[] {
    return this.#aggregations.slice(from)
  }

  dropAggregations(from: number): void {
    this.#aggregations.length = from
  }

  and(...masks: readonly MaskRef[]): MaskRef {
    const inputs = distinctMasks(masks)
    if (inputs.length === 0) return null
    return inputs.some((mask) => this.isNothing(mask)) ? this.nothing() : this.#join('and', inputs)
  }

  /** `null` (every event) swallows all others. No masks at all: no event. */
  or(...masks: readonly MaskRef[]): MaskRef {
    if (masks.includes(null)) return null
    const inputs = distinctMasks(masks).filter((mask) => !this.isNothing(mask))
    return inputs.length === 0 ? this.nothing() : this.#join('or', inputs)
  }

  not(mask: MaskRef): MaskRef {
    if (mask === null) return this.nothing()
    const node = this.#draft.node(mask)
    if (node.op === 'nothing') return null
    return node.op === 'not' ? node.input : this.add({ op: 'not', input: mask })
  }

  /** All events of the containers with any event in a mask. */
  anyIn(mask: MaskRef, runs: NodeRef): MaskRef {
    return mask === null || this.isNothing(mask) ? mask : this.add({ op: 'any-in', mask, runs })
  }

  /** Several masks (at most 32) in one vector, bit s for mask s. */
  bits(masks: readonly MaskRef[]): NodeRef {
    return this.add({ op: 'bits', masks })
  }

  /** The mask of no event. */
  nothing(): NodeRef {
    return this.add({ op: 'nothing' })
  }

  /** The mask of every event as a node, where an operator needs one. */
  everyEvent(): NodeRef {
    return this.add({ op: 'not', input: this.nothing() })
  }

  isNothing(mask: MaskRef): boolean {
    return mask !== null && this.#draft.node(mask).op === 'nothing'
  }

  /** Whether runs are whole persons, or sessions. */
  isOf(runs: NodeRef, container: 'persons' | 'sessions'): boolean {
    return this.#draft.node(runs).op === container
  }

  /** Follows tables back to the codes that they begin with: a chain of them is one table. */
  origin(ref: NodeRef): Origin {
    const node = this.#draft.node(ref)
    if (node.op !== 'map' && node.op !== 'map-number') return { ref, table: null }
    const before = this.origin(node.input)
    const own = this.#draft.tableAt(node.table)
    const table = before.table ? composeTables(before.table as CodeTable, own) : own
    return { ref: before.ref, table }
  }

  /** @param aggregations instead of those that were added: for a run before the plan's own */
  build(aggregations: readonly Aggregation[] = this.#aggregations): Plan {
    const { nodes, tables } = this.#draft
    return optimize({ nodes, tables, aggregations })
  }

  #join(op: 'and' | 'or', inputs: readonly NodeRef[]): NodeRef {
    return inputs.length === 1 ? inputs[0]! : this.add({ op, inputs })
  }
}

const distinctMasks = (masks: readonly MaskRef[]): readonly NodeRef[] =>
  [...new Set(masks)].filter((mask) => mask !== null).sort((a, b) => a - b)
