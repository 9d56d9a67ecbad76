import type { NodeRef } from '../../engine/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { viewKey } from '../compilation/discovery.ts'
import { mapItems } from '../compilation/map-items.ts'
import type { Domain, NumberValue, TextValue, Value } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'
import type { Known } from './operand.ts'

/** Up to this many combinations of codes are decided whether they occur or not. */
const MAX_COMBINATIONS = 1 << 17

/** Codes, each of which stands for one item of every value. */
export interface FieldCodes {
  /** Its items are its codes; code 0 need not stand for: no value. */
  readonly value: TextValue
  /** The items that a code stands for, aligned with the values. */
  items(code: number): readonly Item[]
}

/** The codes that a value is a function of, with the item that it has for each. */
interface Coded {
  readonly ref: NodeRef
  readonly size: number
  readonly item: (code: number) => Item
}

/**
 * The codes of the field (or of the few combinations of several fields) that all values depend on;
 * null where there are none: numbers that were never codes, several large fields, several lists.
 * `key` tells the values apart within the data view.
 */
export function findSourceCodes(
  c: Compilation,
  known: readonly Known[],
  key: string,
): FieldCodes | null {
  const coded = known.map(({ value }) => codedValue(c, value))
  if (!coded.every((one) => one !== null)) return null
  const roots = [...new Map(coded.map((one) => [one.ref, one])).values()]
  const size = roots.reduce((product, root) => product * root.size, 1)
  const hasList = known.some(({ value }) => value.isList)
  if (roots.length > 1 && (hasList || size > MAX_COMBINATIONS)) return null
  const places = coded.map((one) => placeIn(roots, one))
  return {
    value: codesValue(c, roots, size, known[0]!.value, key),
    items: (code) => coded.map(({ item }, k) => item(places[k]!(code))),
  }
}

/** The items of a number that is found through codes; null for any other number, and for instants. */
export function mapCodedItems(c: Compilation, { value, key }: Known): TextValue | null {
  const coded = codedValue(c, value)
  if (value.kind === 'text' || coded === null) return null
  const { ref, size, item } = coded
  const domain = buildCodeDomain(`codes behind ${viewKey(c)} ${key}`, size)
  const codes: TextValue = { kind: 'text', ref, domain, ...placeOf(value) }
  return mapItems(c, codes, 'number', (code) => item(Number(code ?? 0)))
}

function codedValue(c: Compilation, value: Value): Coded | null {
  if (value.kind === 'number') return codedNumber(c, value)
  const { ref, table } = c.plan.origin(value.ref)
  const { domain } = value
  if (table === null) return { ref, size: domain.size, item: (code) => domain.item(code) }
  return { ref, size: table.length, item: (code) => domain.item(table[code]!) }
}

/** Instants have to keep their type. */
function codedNumber(c: Compilation, { ref, isInstant }: NumberValue): Coded | null {
  const { ref: origin, table } = c.plan.origin(ref)
  if (!(table instanceof Float64Array) || isInstant) return null
  const item = (code: number) => (Number.isNaN(table[code]!) ? null : table[code]!)
  return { ref: origin, size: table.length, item }
}

/** How a combination's code gives the code of one of its parts. */
function placeIn(roots: readonly Coded[], { ref }: Coded): (code: number) => number {
  const at = roots.findIndex((root) => root.ref === ref)
  const below = roots.slice(at + 1).reduce((product, { size }) => product * size, 1)
  const { size } = roots[at]!
  return (code) => Math.floor(code / below) % size
}

function codesValue(
  c: Compilation,
  roots: readonly Coded[],
  size: number,
  first: Value,
  key: string,
): TextValue {
  const [{ ref }] = roots as [Coded]
  const id = `codes behind ${key}`
  if (roots.length === 1) {
    return { kind: 'text', ref, domain: buildCodeDomain(id, size), ...placeOf(first) }
  }
  const inputs = roots.map((root) => root.ref)
  const sizes = roots.map((root) => root.size)
  const packed = c.plan.add({ op: 'pack-codes', inputs, sizes })
  return { kind: 'text', ref: packed, domain: buildCodeDomain(id, size), isList: false }
}

const placeOf = ({ isList, list }: Value) => (list === undefined ? { isList } : { isList, list })

/** A domain whose items are its codes. */
export function buildCodeDomain(id: string, size: number): Domain {
  return {
    id,
    size,
    item: (code) => code || null,
    codeOf: (item) => (item === null ? 0 : Number(item)),
  }
}
