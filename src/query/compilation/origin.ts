import type { NodeRef, PlanBuilder, Table } from '../../engine/index.ts'

type CodeTable = Uint8Array | Uint32Array

/** The codes, read from events, that other codes are a function of. */
export interface Origin {
  readonly ref: NodeRef
  /** Code → code; null where they are these codes themselves. */
  readonly table: CodeTable | null
}

/** Follows tables back to the codes that they begin with: a chain of them becomes one table. */
export function originOf(plan: PlanBuilder, ref: NodeRef): Origin {
  const node = plan.node(ref)
  if (node.op !== 'map') return { ref, table: null }
  const before = originOf(plan, node.input)
  const own = plan.tableAt(node.table) as CodeTable
  return { ref: before.ref, table: composed(before.table, own) }
}

/** A map of codes, to numbers or bits, that begins where the codes come from. */
export function mapFromOrigin(
  plan: PlanBuilder,
  op: 'map' | 'map-number' | 'test',
  codes: NodeRef,
  table: Table,
): NodeRef {
  const { ref, table: before } = originOf(plan, codes)
  return plan.add({ op, input: ref, table: plan.table(composed(before, table)) })
}

const known = new WeakMap<Table, WeakMap<Table, Table>>()

/** What a code becomes by one table and then by another; made once per pair of tables. */
export function composed<T extends Table>(first: CodeTable | null, then: T): T {
  if (first === null) return then
  const ofFirst = known.get(first) ?? new WeakMap<Table, Table>()
  known.set(first, ofFirst)
  const table = ofFirst.get(then) ?? compose(first, then)
  ofFirst.set(then, table)
  return table as T
}

function compose(first: CodeTable, then: Table): Table {
  const table = emptyLike(then, first.length)
  for (let code = 0; code < first.length; code++) table[code] = then[first[code]!]!
  return table
}

function emptyLike(table: Table, length: number): Table {
  if (table instanceof Uint8Array) return new Uint8Array(length)
  return table instanceof Uint32Array ? new Uint32Array(length) : new Float64Array(length)
}

/** How many codes a byte can hold. */
const BYTE_CODES = 256

/** A value's codes replaced, in bytes where they fit: `size` is above all of them. */
export function mapValue(
  plan: PlanBuilder,
  { ref, isList }: { readonly ref: NodeRef; readonly isList: boolean },
  table: Uint32Array,
  size: number,
): NodeRef {
  const isNarrow = !isList && size <= BYTE_CODES
  return mapFromOrigin(plan, 'map', ref, isNarrow ? inBytes(table) : table)
}

const bytes = new WeakMap<Uint32Array, Uint8Array>()

/** The same table in bytes; its codes are below 256. */
export function inBytes(table: Uint32Array): Uint8Array {
  const narrow = bytes.get(table) ?? Uint8Array.from(table)
  bytes.set(table, narrow)
  return narrow
}
