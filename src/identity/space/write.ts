import type { LakeClient } from '../../lake/client.ts'
import type { Relinked } from './relink.ts'
import { nameSpaceTable, type Tables } from './state.ts'

/** Lines of identities that are concerned, under a version that nobody reads before the state says so. */
export async function writeGraphs(
  lake: LakeClient,
  tables: Tables,
  version: number,
  { world, graphs, after, component, held, concerned }: Relinked,
): Promise<void> {
  const { codes } = world
  const codeOf = (index: number) => codes[index]!
  const isConcerned = (index: number) => concerned[index] === 1
  const places = [...codes.keys()].filter(isConcerned)
  await writeLines(lake, nameSpaceTable(tables, 'graphs'), places.length, (nth) => {
    const index = places[nth]!
    return [codes[index]!, component[index]!, after[index]!, held[index]!, version]
  })
  const lost = graphs.lost.filter(({ a }) => isConcerned(a))
  const quarantined = graphs.quarantined.filter(({ index }) => isConcerned(index))
  await writeLines(lake, nameSpaceTable(tables, 'lost'), lost.length, (nth) => {
    const { a, b, to, reason, time } = lost[nth]!
    const [toA, toB] = to === null ? [0, 0] : to.map(codeOf)
    return [codeOf(a), codeOf(b), toA!, toB!, time ?? '\\N', reason, version]
  })
  await writeLines(lake, nameSpaceTable(tables, 'quarantine'), quarantined.length, (nth) => {
    const { index, people, neighbours, idsPerMinute } = quarantined[nth]!
    return [codeOf(index), people, neighbours, idsPerMinute, version]
  })
}

const LINES_AT_ONCE = 500_000

async function writeLines(
  lake: LakeClient,
  table: string,
  count: number,
  line: (index: number) => readonly (number | string)[],
): Promise<void> {
  for (let from = 0; from < count; from += LINES_AT_ONCE) {
    const lines = Array.from({ length: Math.min(LINES_AT_ONCE, count - from) }, (_, i) =>
      line(from + i).join('\t'),
    )
    await lake.insertBytes(table, 'TabSeparated', Buffer.from(`${lines.join('\n')}\n`))
  }
}
