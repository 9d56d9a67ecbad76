const time = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/
/** Seconds, milliseconds and so on since 1970, from 2001 to 2033. */
const epoch = /^1\d{9}(\d{3}){0,3}$/
const number = /^[-+]?\d+([.,]\d+)?$/

/** Whether a cell is a number or a time. */
export const isValue = (cell: string): boolean => number.test(cell) || time.test(cell)

/** Whether a row is none of names: names of columns are no times, and most of them no numbers. */
export function looksLikeData(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => number.test(cell)).length
  return (
    cells.some((cell) => time.test(cell) || epoch.test(cell)) ||
    (numbers > 0 && numbers * 2 >= cells.length)
  )
}
