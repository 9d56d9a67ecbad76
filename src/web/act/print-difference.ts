/** With its sign, and as many digits as tell it apart: `+3,402`, `−0.047`. */
export function printDifference(difference: number): string {
  const digits =
    Math.abs(difference) < 10 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 1 }
  return new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero', ...digits }).format(
    difference,
  )
}

/** A range of instants as days of a zone; the end is not included. */
export function printRange(
  { start, end }: { readonly start: string; readonly end: string },
  timeZone: string,
): string {
  const format = new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  })
  return format.formatRange(Date.parse(start), Date.parse(end) - 1)
}
