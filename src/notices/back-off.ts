const MINUTE_MS = 60_000
const LONGEST_MS = 60 * MINUTE_MS

/** How long after so many failures in a row is waited: a minute, doubled up to an hour. */
export const waitAfter = (failures: number): number =>
  Math.min(LONGEST_MS, MINUTE_MS * 2 ** Math.min(failures - 1, 10))

/** A recipient that could not be told so often, over seven hours, is given up. */
export const MOST_ATTEMPTS = 12
