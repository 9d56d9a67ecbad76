import type { Table } from '../../../model/table.ts'

interface Compared {
  readonly dateRange: { readonly start: string; readonly end: string }
}

type Tables = readonly [Table, ...Table[]]

/** The tables of a result and of what it is compared with, told apart by their first column. */
export function compareTables<C extends Compared>(
  result: Omit<C, 'dateRange'> & { readonly comparison?: C | undefined },
  tabulate: (part: Omit<C, 'dateRange'>) => Tables,
): Tables {
  const own = tabulate(result)
  const { comparison } = result
  if (comparison === undefined) return own
  const other = tabulate(comparison)
  const { start, end } = comparison.dateRange
  const [main, ...rest] = own.map((table) => {
    const compared = other.find(({ name }) => name === table.name)
    return {
      name: table.name,
      columns: ['Range', ...table.columns],
      rows: [
        ...table.rows.map((row) => ['this', ...row]),
        ...(compared?.rows ?? []).map((row) => [`${start} – ${end}`, ...row]),
      ],
    }
  })
  return [main!, ...rest]
}
