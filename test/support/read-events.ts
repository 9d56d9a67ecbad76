import type { Block, Column } from '../../src/engine/index.ts'
import type { ColumnCache } from '../../src/hosts/threads/column-cache.ts'
import type { ThreadSources } from '../../src/hosts/threads/source.ts'
import type { HostedJourney } from '../../src/hosts/hosted-journey.ts'
import { loadJourney } from '../../src/lake/journey/index.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { ownColumns } from '../../src/model/own-columns.ts'

export interface Sources {
  readonly lake: LakeClient
  readonly cache: ColumnCache
  readonly sources: ThreadSources
}

/** The events of a connection by person, each in its order, as an engine sees them: values decoded. */
export async function readPersons(
  { lake, cache, sources }: Sources,
  connection: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const source = await sources.open(connection)
  const { blocks, release } = await cache.lease((await loadJourney(lake, connection))!, names)
  const people = await source.dictionary(ownColumns.person)
  const found = new Map<string, string[]>()
  for (const block of blocks) {
    for (let p = 0; p < block.persons; p++) {
      if (block.hidden?.[p] === 1) continue
      const person = people.value(block.personCode[p]!)!
      if (found.has(person)) throw new Error(`${person} is in two places`)
      const events: string[] = []
      for (let e = block.personStart[p]!; e < block.personStart[p + 1]!; e++) {
        const values = names.map((name) => valueAt(source, name, block.columns, e))
        events.push(JSON.stringify([block.time[e], ...(await Promise.all(values))]))
      }
      found.set(person, events)
    }
  }
  release()
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

async function valueAt(
  source: HostedJourney,
  name: string,
  columns: Block['columns'],
  at: number,
): Promise<unknown> {
  const column: Column = columns.get(name)!
  switch (column.kind) {
    case 'list':
      return column.offsets[at + 1]! - column.offsets[at]!
    case 'sparse': {
      const place = column.places.indexOf(at)
      return place < 0 ? column.otherwise : column.values[place]
    }
    case 'numbers':
      return column.data[at]
    case 'codes':
      return (await source.dictionary(name)).value(column.data[at]!)
  }
}
