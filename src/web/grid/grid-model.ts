/** A head over columns; one without others under it is a column. */
export interface GridHead {
  readonly id: string
  readonly name: string
  readonly under?: readonly GridHead[]
  /** Beside the name, small: what sets this column apart from others of the same name. */
  readonly note?: string
  /** Pixels, until somebody resizes it. */
  readonly width?: number
  /** Texts start, numbers end. */
  readonly align?: 'start' | 'end'
  /** Its cells name the row, like those of the first column. */
  readonly isRowHead?: boolean
  readonly canSort?: boolean
  readonly sort?: 'ascending' | 'descending'
  /** From 1, where rows are sorted by several columns. */
  readonly sortRank?: number
}

/** A number that rises or falls, and whether that is good. */
export interface GridChange {
  /** With its sign. */
  readonly text: string
  readonly verdict: 'good' | 'bad' | 'neutral'
}

/** A line of values from left to right; null leaves a gap. */
export interface GridLine {
  readonly values: readonly (number | null)[]
  /** A line through them. */
  readonly fitted?: readonly (number | null)[]
}

/** How strongly a cell is coloured, from 1 to 5. */
export type GridTone = 1 | 2 | 3 | 4 | 5

export interface GridCell {
  /** As it is printed. */
  readonly text: string
  /** As it is copied. */
  readonly value: number | string | null
  /** A second figure after the first, such as a share. */
  readonly detail?: string
  /** Length of a bar under the text, between 0 and 1. */
  readonly bar?: number
  readonly tone?: GridTone
  readonly change?: GridChange
  readonly line?: GridLine
  /** A mark on the cell, and what it means. */
  readonly flag?: string
  /** What a screen reader hears after the texts. */
  readonly said?: string
}

export interface GridRow {
  /** Unique in the grid. */
  readonly id: string
  /** From 1. */
  readonly level: number
  readonly name: string
  /** Left out where nothing can be under the row. */
  readonly isExpanded?: boolean
  /** Opening it asks for something: Enter does that, while arrows go on to its cells. */
  readonly asksToOpen?: boolean
  /** `more` stands for rows that are not shown yet, `total` for what is printed in bold, `note` for a text. */
  readonly kind?: 'total' | 'more' | 'note'
  readonly cellAt: (column: number) => GridCell
}

/** The rows, from 0. Those that are not there yet are undefined. */
export interface GridSource {
  readonly rowCount: number
  readonly rowAt: (index: number) => GridRow | undefined
}

/** What an action is about. */
export type GridPlace =
  | { readonly kind: 'cell'; readonly row: GridRow; readonly column: GridHead }
  | { readonly kind: 'row'; readonly row: GridRow }
  | { readonly kind: 'head'; readonly head: GridHead }
  | { readonly kind: 'corner' }

/**
 * A cell of the grid. Rows count from 0: heads, then pinned rows, then the others; column 0 is the head of
 * the rows.
 */
export interface Position {
  readonly row: number
  readonly column: number
}

/** How many of each there are; column 0 is not counted. */
export interface GridShape {
  readonly headRows: number
  readonly pinnedRows: number
  readonly bodyRows: number
  readonly columns: number
}

export const lastRow = ({ headRows, pinnedRows, bodyRows }: GridShape): number =>
  headRows + pinnedRows + bodyRows - 1

export const firstBodyRow = ({ headRows, pinnedRows }: GridShape): number => headRows + pinnedRows
