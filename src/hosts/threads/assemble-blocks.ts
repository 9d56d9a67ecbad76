import type { Block, Column } from '../../engine/index.ts'
import { type Columns, sharedF64, sharedU32 } from './gather.ts'
import type { People } from './load-bucket.ts'
import type { EntryPart, EntryParts } from './entry-parts.ts'

export interface ProfileColumn {
  readonly name: string
  /** By person code. */
  readonly table: Uint32Array | Float64Array
}

/** Thrown when columns of one version do not belong together because rows were taken out meanwhile. */
export class StaleColumns extends Error {}

/** One block per bucket, then one per bucket with persons who lie over its base; the persons are in the first entry. */
export function assembleBlocks(
  entries: readonly EntryParts[],
  profiles: readonly ProfileColumn[],
): readonly Block[] {
  const [people] = entries
  const base = (people?.base ?? []).map((_, bucket) => entries.map((entry) => entry.base[bucket]!))
  const over = (people?.over ?? []).map((_, bucket) =>
    entries.flatMap((entry) => entry.over[bucket] ?? []),
  )
  let personBase = 0
  return [...base, ...over.filter((parts) => parts.length > 0)].map((parts) => {
    const block = assembleParts(parts, personBase, profiles)
    personBase += block.persons
    return block
  })
}

/** Errors: `StaleColumns`. */
export function checkTogether(parts: readonly EntryPart[]): void {
  const [first] = parts
  if (first?.people === null || parts.some(({ events }) => events !== first!.events)) {
    throw new StaleColumns()
  }
}

/** Errors: `StaleColumns`. */
export function assembleParts(
  parts: readonly EntryPart[],
  personBase: number,
  profiles: readonly ProfileColumn[],
): Block {
  checkTogether(parts)
  const [{ people, hidden }] = parts as readonly [EntryPart]
  const columns: Columns = new Map(parts.flatMap((each) => [...each.columns]))
  const cached = new Map(parts.flatMap((each) => [...(each.cached ?? [])]))
  const block = assembleBlock(people!, columns, personBase, profiles)
  return { ...block, cached, ...(hidden && { hidden }) }
}

export function assembleBlock(
  people: People,
  columns: Columns,
  personBase: number,
  profiles: readonly ProfileColumn[],
): Block {
  const perPerson = profiles.map(
    ({ name, table }) => [name, spread(table, people.personCode)] as const,
  )
  return { ...people, personBase, columns: new Map([...columns, ...perPerson]) }
}

function spread(table: Uint32Array | Float64Array, personCode: Uint32Array): Column {
  if (table instanceof Uint32Array) {
    const data = sharedU32(personCode.length)
    for (let p = 0; p < data.length; p++) data[p] = table[personCode[p]!] ?? 0
    return { kind: 'codes', level: 'person', data }
  }
  const data = sharedF64(personCode.length)
  for (let p = 0; p < data.length; p++) data[p] = table[personCode[p]!] ?? Number.NaN
  return { kind: 'numbers', level: 'person', data }
}
