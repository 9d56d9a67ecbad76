/** Under which answers of reports are kept: what was asked, of which version of the data. */
type ReportKey = readonly ['report', number | null, object | null]

/** The ranges of all data, and what they are compared with, move with its end. */
const moving = new Set(['dateRange', 'compareDateRange', 'compareTime'])

/** A request without the ranges that new data moves. */
export const lastingPart = (request: object | null): string =>
  JSON.stringify(request, (key, value: unknown) => (moving.has(key) ? undefined : value))

/** Whether `next` asks what `before` has asked, of newer data: its answer takes the place of the old one. */
export function isRenewal(before: readonly unknown[] | undefined, next: ReportKey): boolean {
  if (before === undefined) return false
  const [, version, request] = before as unknown as ReportKey
  return version !== next[1] && lastingPart(request) === lastingPart(next[2])
}
