import type { LakeClient } from '../../lake/client.ts'
import { printIntegers } from '../../lake/print-integers.ts'
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
  const versions = new Uint32Array(codes.length).fill(version)
  const columns = [codes, component, after, held, versions]
  await writeIntegers(lake, nameSpaceTable(tables, 'graphs'), columns, listPlaces(concerned))
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

const ROWS_AT_ONCE = 500_000

/** Rows of columns at some places. */
async function writeIntegers(
  lake: LakeClient,
  table: string,
  columns: readonly Uint32Array[],
  places: Uint32Array,
): Promise<void> {
  await writeInParts(lake, table, places.length, (from, to) =>
    printIntegers(columns, places.subarray(from, to)),
  )
}

/** The next rows are printed while those before are written. */
async function writeInParts(
  lake: LakeClient,
  table: string,
  count: number,
  print: (from: number, to: number) => Uint8Array,
): Promise<void> {
  let written = Promise.resolve()
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const printed = print(from, Math.min(count, from + ROWS_AT_ONCE))
    await written
    written = lake.insertBytes(table, 'TabSeparated', printed)
  }
  await written
}

async function writeLines(
  lake: LakeClient,
  table: string,
  count: number,
  line: (index: number) => string,
): Promise<void> {
  await writeInParts(lake, table, count, (from, to) => {
    const lines = Array.from({ length: to - from }, (_, index) => line(from + index))
    return Buffer.from(`${lines.join('\n')}\n`)
  })
}
