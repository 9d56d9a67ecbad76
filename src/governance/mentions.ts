/** An id that stands somewhere in a definition or request. */
export interface Mention {
  readonly kind: 'component' | 'segment' | 'field'
  readonly id: string
}

const componentKeys = ['dimension', 'metric', 'by', 'codeDimension', 'component']
const componentListKeys = ['dimensions', 'metrics', 'startMetrics']

/** All that a part of a definition or a request names, however deep; formulas as trees. */
export function findMentions(part: unknown): readonly Mention[] {
  if (Array.isArray(part)) return part.flatMap(findMentions)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => [
    ...named(key, value, part),
    ...findMentions(value),
  ])
}

function named(key: string, value: unknown, within: object): readonly Mention[] {
  if (key === 'return' || key === 'key') return ofLookup(value, within)
  if (key === 'field') return texts(value).map((id) => ({ kind: 'field', id }))
  if (key === 'segment' || key === 'segments') {
    return texts(value).map((id) => ({ kind: 'segment', id }))
  }
  const isComponent = componentKeys.includes(key) || componentListKeys.includes(key)
  return isComponent ? texts(value).map((id) => ({ kind: 'component', id })) : []
}

/** A rule that reads a lookup dataset names fields of it. */
function ofLookup(value: unknown, within: object): readonly Mention[] {
  if (!('dataset' in within) || typeof within.dataset !== 'string') return []
  const { dataset } = within
  return texts(value).map((id) => ({ kind: 'field', id: `${dataset}.${id}` }))
}

const texts = (value: unknown): readonly string[] =>
  [value].flat().filter((each): each is string => typeof each === 'string')
