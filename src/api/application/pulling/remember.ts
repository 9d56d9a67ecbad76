import type { LakeClient } from '../../../lake/client.ts'
import type { CursorKind } from './cursor.ts'
import type { Place, Seen } from './state.ts'

/** Rows that are remembered; of more, the overlap is shorter. */
export const MOST_SEEN = 20_000

/**
 * Where a table is read from next time, and which rows from there on are known: those within an overlap before
 * the greatest cursor, because transactions that end later may bring rows with smaller ones.
 */
export async function remember(
  lake: LakeClient,
  kind: CursorKind,
  before: Place,
  { cursor, seen }: { readonly cursor: string; readonly seen: readonly Seen[] },
): Promise<Place> {
  const greatest =
    before.cursor !== null && kind.compare(before.cursor, cursor) > 0 ? before.cursor : cursor
  const start = (await kind.before(lake, greatest)) ?? greatest
  const from = before.from !== null && kind.compare(before.from, start) > 0 ? before.from : start
  const within = [...before.seen, ...seen]
    .filter(([, at]) => kind.compare(at, from) >= 0)
    .toSorted(([, one], [, other]) => kind.compare(other, one))
  return shorten(kind, { cursor: greatest, from, seen: within })
}

/** Rows of one value are remembered all, or none of them: those of the greatest one always. */
function shorten(kind: CursorKind, place: Place & { readonly cursor: string }): Place {
  const { seen, cursor } = place
  const dropped = seen[MOST_SEEN]
  if (dropped === undefined) return place
  const left = seen.filter(
    ([, at]) => kind.compare(at, dropped[1]) > 0 || kind.compare(at, cursor) === 0,
  )
  return { cursor, from: left.at(-1)?.[1] ?? cursor, seen: left }
}
