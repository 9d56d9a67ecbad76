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
  const places = listPlaces(concerned)
  await writeLines(lake, nameSpaceTable(tables, 'graphs'), places.length, (nth) => {
    const index = places[nth]!
    return `${codes[index]!}\t${component[index]!}\t${after[index]!}\t${held[index]!}\t${version}`
  })
  const lost = graphs.lost.filter(({ a }) => isConcerned(a))
  const quarantined = graphs.quarantined.filter(({ index }) => isConcerned(index))
  await writeLines(lake, nameSpaceTable(tables, 'lost'), lost.length, (nth) => {
    const { a, b, to, reason, time } = lost[nth]!
    const [toA, toB] = to === null ? [0, 0] : to.map(codeOf)
    return [codeOf(a), codeOf(b), toA!, toB!, time ?? '\\N', reason, version].join('\t')
  })
  await writeLines(lake, nameSpaceTable(tables, 'quarantine'), quarantined.length, (nth) => {
    const { index, people, neighbours, idsPerMinute } = quarantined[nth]!
    return [codeOf(index), people, neighbours, idsPerMinute, version].join('\t')
  })
}

function listPlaces(isMarked: Uint8Array): Uint32Array {
  const places = new Uint32Array(isMarked.length)
  let count = 0
  for (let place = 0; place < isMarked.length; place++) {
    if (isMarked[place] === 1) places[count++] = place
  }
  return places.subarray(0, count)
}

const LINES_AT_ONCE = 500_000

/** The next lines are made while those before are written. */
async function writeLines(
  lake: LakeClient,
  table: string,
  count: number,
  line: (index: number) => string,
): Promise<void> {
  let written = Promise.resolve()
  for (let from = 0; from < count; from += LINES_AT_ONCE) {
    const lines = Array.from({ length: Math.min(LINES_AT_ONCE, count - from) }, (_, i) =>
      line(from + i),
    )
    await written
    written = lake.insertBytes(table, 'TabSeparated', Buffer.from(`${lines.join('\n')}\n`))
  }
  await written
}
