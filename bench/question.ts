export type Cell = string | number | null
export type Row = readonly Cell[]

/** One question that every engine answers; its SQL lies in `clickhouse/<id>.sql`, `duckdb/<id>.sql`. */
export interface Question {
  readonly id: string
  readonly title: string
  /** What is posted to `/api/v1/reports`: a request, or an array of requests. */
  readonly request: object
  /** The result of the report in the shape of the SQL's rows. */
  rows(result: never): Row[]
  /** A row of SQL in the shape of ours; null leaves it out. */
  normalise?(row: Row): Row | null
  /** The rows are the first so many by this column; of equal ones at the end any may be there. */
  readonly top?: { readonly limit: number; readonly by: number }
  /** Whether `c/loops.c` answers it too. */
  readonly isInC?: boolean
}

/** Everything that was generated lies in it. */
export const range = { start: '2026-01-01', end: '2026-07-01' }
export const common = { dataView: 'bench', dateRange: range } as const

interface Table {
  readonly rows: readonly {
    readonly item?: Cell
    readonly items?: readonly Cell[]
    readonly values: readonly Cell[]
  }[]
}

/** Items, then values. */
export const tableRows = (table: Table): Row[] =>
  table.rows.map(({ item = null, items = [item], values }) => [...items, ...values])

export const columns = (...metrics: readonly string[]) => metrics.map((metric) => ({ metric }))

/** The first 50 of a table by its first column. */
export const first50 = { sort: { column: 'c1', direction: 'desc' }, limit: 50 } as const

export const eventIs = (value: string) => ({ dimension: 'event', op: 'equals', value }) as const
