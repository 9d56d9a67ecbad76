import type { AlignedRow, Side } from './align-events.ts'

/** An event of two aligned journeys, by its row and whose it is. */
export interface EventPlace {
  readonly row: number
  readonly side: Side
}

const pageStep = 12

/**
 * Where a key leads from an event: up and down among those of the same person, to the sides to the other’s nearest;
 * where one is below the other, up and down go through all. null where the key leads nowhere.
 */
export function stepEvent(
  rows: readonly AlignedRow[],
  from: EventPlace,
  key: string,
  isStacked: boolean,
): EventPlace | null {
  const all = rows.flatMap((row, k) => {
    if (row.kind === 'day') return []
    const own = row.at[from.side] !== null
    return own || isStacked ? [{ row: k, side: own ? from.side : other(from.side) }] : []
  })
  const at = all.findIndex(({ row }) => row >= from.row)
  const go = (to: number) => all[Math.max(0, Math.min(to, all.length - 1))] ?? null
  switch (key) {
    case 'ArrowDown':
      return go(at + 1)
    case 'ArrowUp':
      return go(at - 1)
    case 'PageDown':
      return go(at + pageStep)
    case 'PageUp':
      return go(at - pageStep)
    case 'Home':
      return go(0)
    case 'End':
      return go(all.length - 1)
    case 'ArrowLeft':
      return from.side === 1 ? findNear(rows, from.row, 0) : null
    case 'ArrowRight':
      return from.side === 0 ? findNear(rows, from.row, 1) : null
    default:
      return null
  }
}

/** The first event of the rows; null where there is none. */
export function firstEvent(rows: readonly AlignedRow[]): EventPlace | null {
  const row = rows.findIndex(({ kind }) => kind === 'events')
  const found = rows[row]
  if (found?.kind !== 'events') return null
  return { row, side: found.at[0] === null ? 1 : 0 }
}

const other = (side: Side): Side => (side === 0 ? 1 : 0)

/** The event of a side that is nearest to a row, the one above before the one below. */
function findNear(rows: readonly AlignedRow[], row: number, side: Side): EventPlace | null {
  const has = (k: number): boolean => {
    const found = rows[k]
    return found?.kind === 'events' && found.at[side] !== null
  }
  for (let away = 0; away < rows.length; away++) {
    if (has(row - away)) return { row: row - away, side }
    if (has(row + away)) return { row: row + away, side }
  }
  return null
}
