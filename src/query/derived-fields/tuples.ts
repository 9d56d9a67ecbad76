import type { Path } from '../../model/path.ts'
import { findCombinationSlots, type GroupPartial } from '../../engine/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { discover, viewKey } from '../compilation/discovery.ts'
import type { TextValue } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'
import { mapItems, mapToNumbers } from '../compilation/map-items.ts'
import { buildCodeDomain, type FieldCodes, findSourceCodes } from './coded.ts'
import { asItems } from './items.ts'
import { type Known, type Result, type RuleContext, wrongInput } from './operand.ts'

/**
 * The combinations of values that occur, on events, or on elements where any is a list: several
 * lists must be children of the same one. Errors: definition/invalid.
 */
async function combineValues(
  c: Compilation,
  known: readonly Known[],
  key: string,
  path: Path,
): Promise<FieldCodes> {
  const values: TextValue[] = []
  for (const one of known) values.push(await asItems(c, one))
  refuseStrangers(values, path)
  const [first, ...rest] = values
  let tuples = single(first!)
  for (const [index, value] of rest.entries()) {
    tuples = await pair(c, tuples, value, `${key}:${index}`)
  }
  return tuples
}

function refuseStrangers(values: readonly TextValue[], path: Path): void {
  const lists = values.filter((value) => value.isList)
  const names = new Set(lists.map((value) => value.list ?? `set ${value.ref}`))
  if (names.size > 1) throw wrongInput('values of different lists cannot be combined', path)
}

function single(value: TextValue): FieldCodes {
  const { domain } = value
  const codes = buildCodeDomain(`codes of ${domain.id}`, domain.size)
  return { value: { ...value, domain: codes }, items: (code) => [domain.item(code)] }
}

async function pair(
  c: Compilation,
  left: FieldCodes,
  right: TextValue,
  key: string,
): Promise<FieldCodes> {
  const sizes = [left.value.domain.size, right.domain.size] as const
  const found = await discover<GroupPartial>(c, `pairs ${key}`, {
    kind: 'group',
    keys: [left.value.ref, right.ref],
    sizes,
    lists: [left.value.isList, right.isList],
    mask: null,
    measures: [{ measure: 'count', mask: null }],
  })
  const table = c.source.memo(`pairs ${viewKey(c)} ${key}`, () => pairTable(found, sizes))
  const slots = c.plan.table(table.slots)
  const codes = c.plan.table(table.codes)
  const inputs = [left.value.ref, right.ref] as const
  const ref = c.plan.add({ op: 'combine', inputs, sizes, slots, codes })
  const { isList, list } = left.value.isList ? left.value : right
  const place = list === undefined ? { isList } : { isList, list }
  const items = (code: number): readonly Item[] => {
    const packed = code === 0 ? 0 : table.packed[code - 1]!
    const rightCode = packed % sizes[1]
    const leftCode = (packed - rightCode) / sizes[1]
    return [...left.items(leftCode), right.domain.item(rightCode)]
  }
  return { value: { kind: 'text', ref, domain: table.domain, ...place }, items }
}

let count = 0

function pairTable(found: GroupPartial, sizes: readonly [number, number]) {
  const packed = packedPairs(found, sizes)
    .filter((pack) => pack !== 0)
    .sort()
  const domain = buildCodeDomain(`pairs ${++count}`, packed.length + 1)
  return { packed, domain, ...findCombinationSlots(packed) }
}

function packedPairs({ keys, values }: GroupPartial, [, size]: readonly [number, number]) {
  if (keys) return Float64Array.from(keys[0]!, (code, row) => code * size + keys[1]![row]!)
  const counts = values[0]!
  return Float64Array.from(counts.keys()).filter((pack) => counts[pack]! > 0)
}

/**
 * One item decided for each code that the values depend on, or else for each combination of them that
 * occurs; without values a constant. `key` names
 * the decision within the data view.
 */
export async function perCombination(
  { c, key, path }: Pick<RuleContext, 'c' | 'key' | 'path'>,
  inputs: readonly Known[],
  isNumber: boolean,
  decide: (itemOf: (input: Known) => Item) => Item,
): Promise<Result> {
  const known = [...new Map(inputs.map((input) => [input.value.ref, input])).values()]
  if (known.length === 0) return { constant: decide(() => null) }
  const name = JSON.stringify([key, known.map((input) => input.key)])
  const shared = known.length > 1 ? findSourceCodes(c, known, name) : null
  const tuples = shared ?? (await combineValues(c, known, name, path))
  const places = new Map(known.map((input, place) => [input.value.ref, place]))
  const made = (code: Item): Item => {
    const items = tuples.items(Number(code ?? 0))
    return decide((input) => items[places.get(input.value.ref)!] ?? null)
  }
  const decision = `${viewKey(c)} ${name}`
  return isNumber
    ? mapToNumbers(c, tuples.value, decision, made as (code: Item) => number | null)
    : mapItems(c, tuples.value, decision, made)
}

/** Whether `perCombination` decides such values without a pass over the events. */
export function areCoded({ c }: Pick<RuleContext, 'c'>, inputs: readonly Known[]): boolean {
  return inputs.length === 0 || findSourceCodes(c, inputs, '') !== null
}
