import type { Block, CachedVector, Column } from '../../engine/index.ts'
import { type Columns, sharedF64, sharedU32 } from './gather.ts'
import type { People } from './load-bucket.ts'

/** What one bucket has of a field, of the persons, or of a cached vector. */
export interface EntryPart {
  readonly events: number
  readonly people: People | null
  readonly columns: Columns
  readonly cached?: ReadonlyMap<string, CachedVector>
}

export interface ProfileColumn {
  readonly name: string
  /** By person code. */
  readonly table: Uint32Array | Float64Array
}

/** Thrown when columns of one version do not belong together because rows were taken out meanwhile. */
export class StaleColumns extends Error {}

/** One block per bucket; the persons are in the first entry. */
export function assembleBlocks(
  entries: readonly (readonly EntryPart[])[],
  profiles: readonly ProfileColumn[],
): readonly Block[] {
  let personBase = 0
  return (entries[0] ?? []).map((part, bucket) => {
    const parts = entries.map((entry) => entry[bucket]!)
    if (parts.some(({ events }) => events !== part.events)) throw new StaleColumns()
    const columns = new Map(parts.flatMap((each) => [...each.columns]))
    const cached = new Map(parts.flatMap((each) => [...(each.cached ?? [])]))
    const block = { ...assembleBlock(part.people!, columns, personBase, profiles), cached }
    personBase += block.persons
    return block
  })
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
