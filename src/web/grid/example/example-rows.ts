import type { GridCell, GridRow, GridSource } from '../index.ts'

/** Rows that open down to five levels; each row has three under it. */
export interface ExampleState {
  readonly rowCount: number
  readonly open: ReadonlySet<string>
  /** Rows from here on are not there yet, until they are brought. */
  readonly loaded: number
}

const DEEPEST = 5
const UNDER = 3

/** A number that is always the same for a cell. */
export const valueAt = (row: string, column: number): number => {
  let hash = column + 7
  for (const character of row) hash = (hash * 31 + character.charCodeAt(0)) % 100_003
  return hash
}

const format = new Intl.NumberFormat('en-US')

function cellOf(id: string, column: number): GridCell {
  const value = valueAt(id, column)
  const share = value / 100_003
  const text = format.format(value)
  if (column === 0) return { text, value, detail: `${(share * 100).toFixed(1)}%`, bar: share }
  if (column === 1) {
    return { text, value, change: { text: '▲ 8.2%', verdict: share > 0.5 ? 'good' : 'bad' } }
  }
  if (column === 2) return { text, value, tone: (Math.ceil(share * 5) || 1) as 1 | 2 | 3 | 4 | 5 }
  if (column === 3) return { text, value, line: { values: [1, 5, 2, value % 9, 4] } }
  if (column === 4 && share > 0.9) return { text, value, flag: 'Unusual: 10 expected' }
  return { text, value }
}

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze'

const made = new Map<string, GridRow>()

/** The same object for the same row, so that it is drawn once. */
function rowOf(id: string, level: number, isOpen: boolean): GridRow {
  const key = `${id} ${isOpen}`
  const row = made.get(key) ?? makeRow(id, level, isOpen)
  made.set(key, row)
  return row
}

function makeRow(id: string, level: number, isOpen: boolean): GridRow {
  const name = id === '1' ? `${LONG} ${LONG}` : `Row ${id}`
  return {
    id,
    level,
    name,
    ...(level < DEEPEST ? { isExpanded: isOpen } : {}),
    cellAt: (column) => cellOf(id, column),
  }
}

/** Opened rows stand at the beginning, so that the others are found by counting. */
export function exampleSource({ rowCount, open, loaded }: ExampleState): GridSource {
  const opened: GridRow[] = []
  const add = (id: string, level: number) => {
    opened.push(rowOf(id, level, open.has(id)))
    if (!open.has(id)) return
    for (let k = 0; k < UNDER; k++) add(`${id}.${k}`, level + 1)
  }
  const roots = Math.min(rowCount, 1 + Math.max(-1, ...[...open].map((id) => parseInt(id, 10))))
  for (let k = 0; k < roots; k++) add(`${k}`, 1)
  return {
    rowCount: opened.length + rowCount - roots,
    rowAt: (index) => {
      if (index < opened.length) return opened[index]
      const number = index - opened.length + roots
      return number < loaded ? rowOf(`${number}`, 1, false) : undefined
    },
  }
}
