import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Cell, Table } from '../model/table.ts'

/**
 * A table as a Parquet file. A column whose values are all numbers is one of doubles, of truth values one of
 * booleans, any other is text; no value is null. Headings that stand twice get a number.
 */
export function printParquet({ columns, rows }: Pick<Table, 'columns' | 'rows'>): Uint8Array {
  const names = nameApart(columns)
  const columnData = names.map((name, index) => ({
    name,
    ...typed(rows.map((row) => row[index] ?? null)),
    nullable: true,
  }))
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

type Present = Exclude<Cell, undefined>

function typed(cells: readonly Present[]) {
  const present = cells.filter((cell) => cell !== null)
  const areAll = (type: 'number' | 'boolean') =>
    present.length > 0 && present.every((cell) => typeof cell === type)
  if (areAll('number')) return { type: 'DOUBLE' as const, data: [...cells] }
  if (areAll('boolean')) return { type: 'BOOLEAN' as const, data: [...cells] }
  const data = cells.map((cell) => (cell === null ? null : String(cell)))
  return { type: 'STRING' as const, data }
}

function nameApart(columns: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    let name = column
    for (let number = 2; taken.has(name); number++) name = `${column} (${number})`
    taken.add(name)
    return name
  })
}
