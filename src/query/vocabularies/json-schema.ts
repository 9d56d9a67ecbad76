export type JsonSchema = Readonly<Record<string, unknown>>

type Properties = Readonly<Record<string, unknown>>

/** A JSON Schema with each object in it exchanged, from the innermost on. */
export function extractObjects(value: unknown, exchange: (node: Properties) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => extractObjects(each, exchange))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    extractObjects(inner, exchange),
  ])
  return exchange(Object.fromEntries(entries) as Properties)
}
