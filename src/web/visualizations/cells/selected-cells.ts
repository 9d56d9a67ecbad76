import { createContext, useSyncExternalStore } from 'react'
import { isDeepEqual } from '../../../model/projects/is-deep-equal.ts'
import { type CellChoice, readCellChoice } from './cell-choice.ts'

/** What a table tells of its cells. */
export interface TableCells {
  /** Cells have been selected: charts that are linked follow. */
  readonly onSelect: (cells: CellChoice) => void
  /** Makes a chart of cells; absent where nobody may. */
  readonly onChart?: (cells: CellChoice) => void
}

export const TableCellsContext = createContext<TableCells | null>(null)

const KEY = 'throughline.selected-cells'
/** Tables whose selection is remembered. */
const MOST_TABLES = 50

/** By project and table, the last selected at the end; as this browser has kept it. */
const selected = new Map<string, CellChoice>(readKept())
const listeners = new Set<() => void>()

export function setSelectedCells(table: string, cells: CellChoice): void {
  if (isDeepEqual(selected.get(table), cells)) return
  selected.delete(table)
  selected.set(table, cells)
  localStorage.setItem(KEY, JSON.stringify([...selected].slice(-MOST_TABLES)))
  for (const listener of listeners) listener()
}

/** What was selected last in a table, in this browser. */
export const useSelectedCells = (table: string | null): CellChoice | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => (table === null ? undefined : selected.get(table)),
  )

/** What is not as it was written is left out. */
function readKept(): [string, CellChoice][] {
  const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY)
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept)
      ? kept.flatMap((each): [string, CellChoice][] =>
          Array.isArray(each) && typeof each[0] === 'string'
            ? [[each[0], readCellChoice(each[1])]]
            : [],
        )
      : []
  } catch {
    return []
  }
}
