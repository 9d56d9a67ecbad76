import type { Ref } from 'react'
import type { GridHead, GridPlace, GridRow, GridSource } from './grid-model.ts'
import type { CellRange } from './selection.ts'

export type GridDensity = 'compact' | 'comfortable'

/** What is selected, in rows of the source from 0 and columns from 1; pinned rows are below 0. */
export interface GridSelection {
  readonly ranges: readonly CellRange[]
}

export interface GridHandle {
  /** Focuses the cell that was focused last. */
  readonly focus: () => void
  /** Copies what is selected. */
  readonly copy: () => Promise<void>
}

export interface GridProps {
  /** What a screen reader calls the grid. */
  readonly label: string
  /** The head over the heads of the rows. */
  readonly corner: Omit<GridHead, 'under'>
  readonly heads: readonly GridHead[]
  /** Rows that stay below the heads, such as totals. */
  readonly pinned?: readonly GridRow[]
  readonly source: GridSource
  readonly density?: GridDensity
  /** What is shown is being replaced. */
  readonly isBusy?: boolean
  /** Pixels by the id of a column or of the corner. */
  readonly widths?: Readonly<Record<string, number>>
  readonly onResize?: (id: string, width: number) => void
  /** A head goes before a sibling, or to the end of them. */
  readonly onReorder?: (id: string, before: string | null) => void
  /** `isAdding` sorts within the columns that are sorted by already. */
  readonly onSort?: (head: Omit<GridHead, 'under'>, isAdding: boolean) => void
  /** Opens or closes a row, or shows the rows that a row of kind `more` stands for. */
  readonly onToggle?: (row: GridRow, element: HTMLElement) => void
  /** By right click, the button that appears, Shift+F10, and Enter on a cell. */
  readonly onAct?: (place: GridPlace, element: HTMLElement) => void
  /** Rows on the screen; asked for again whenever others come into view. */
  readonly onShow?: (first: number, last: number) => void
  /** Brings rows that are to be copied; they are in the source once it is done. */
  readonly load?: (first: number, last: number) => Promise<void>
  /** Asked before anything is copied: why it may not be, null where it may. Errors say that nothing was copied. */
  readonly findCopyRefusal?: () => Promise<string | null>
  readonly onSelect?: (selection: GridSelection) => void
  readonly ref?: Ref<GridHandle>
}
