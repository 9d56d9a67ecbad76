/**
 * What a step touched: `panels/sales` is the panel with all in it, `order/sales` its place among the others,
 * everything else a field of the project, `settings/…` by its inner fields.
 */
export type Touched = readonly string[]

/** What both touched; of a whole and its part, the part. */
export const listTouchedByBoth = (one: Touched, other: Touched): Touched => [
  ...new Set(one.flatMap((a) => other.flatMap((b) => meet(a, b) ?? []))),
]

function meet(a: string, b: string): string | undefined {
  if (a === b || a.startsWith(`${b}/`)) return a
  return b.startsWith(`${a}/`) ? b : undefined
}

/** The panel that something touched belongs to. */
export const panelOf = (touched: string): string | undefined =>
  /^(?:panels|order)\/(.+)$/.exec(touched)?.[1]
