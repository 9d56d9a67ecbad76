const isWithin = (outer: string, path: string): boolean =>
  path === outer || path.startsWith(`${outer}.`)

/** A label on a list is on its children; who reads the whole list reads those of its children. */
export const labelsOf = (
  labels: Readonly<Record<string, readonly string[]>>,
  path: string,
): readonly string[] => [
  ...new Set(
    Object.entries(labels).flatMap(([field, own]) =>
      isWithin(field, path) || isWithin(path, field) ? own : [],
    ),
  ),
]
