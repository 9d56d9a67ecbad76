/** Digits of a UInt32, and what ends it. */
const WIDEST = 11
const [TAB, NEWLINE, ZERO] = [9, 10, 48]

/**
 * Rows of UInt32 columns as `TabSeparated`, those at some places: digits are written where they are sent from, because
 * a text for each of a million rows takes seconds, and 300 bytes of each.
 */
export function printIntegers(columns: readonly Uint32Array[], places: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(places.length * columns.length * WIDEST)
  let end = 0
  for (const place of places) {
    for (const column of columns) {
      end = printInteger(bytes, end, column[place]!)
      bytes[end++] = TAB
    }
    bytes[end - 1] = NEWLINE
  }
  return bytes.subarray(0, end)
}

function printInteger(bytes: Uint8Array, start: number, integer: number): number {
  let length = 1
  for (let rest = integer; rest >= 10; rest = Math.floor(rest / 10)) length++
  let rest = integer
  for (let at = start + length - 1; at >= start; at--) {
    const tenth = Math.floor(rest / 10)
    bytes[at] = ZERO + rest - tenth * 10
    rest = tenth
  }
  return start + length
}

/** All places of columns of so many rows. */
export const allPlaces = (rows: number): Uint32Array =>
  Uint32Array.from({ length: rows }, (_, at) => at)
