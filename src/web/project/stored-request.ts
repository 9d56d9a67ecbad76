/** What a visualization asks, without what its panel gives it; undefined where it asks nothing. */
export function storedRequest(request: object | null): object | undefined {
  if (request === null) return undefined
  const {
    dataView: _,
    dateRange: __,
    segments: ___,
    ...own
  } = request as Readonly<Record<string, unknown>>
  return own
}
