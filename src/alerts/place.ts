import type { Alert } from '../model/definitions/alert.ts'
import type { Path } from '../model/path.ts'

/** Where in an alert lies what is wrong in the table that is asked for it. */
export function placeInAlert({ segments, match }: Alert, [list, index, ...rest]: Path): Path {
  if (list === 'columns') return ['metrics', index!, 'metric']
  if (list === 'rows') return ['granularity']
  if (list !== 'segments' || typeof index !== 'number') return list === undefined ? [] : [list]
  if (match === 'all') return placeOf(segments.length, index, rest)
  const [, , condition, ...inner] = rest
  return typeof condition === 'number' ? placeOf(segments.length, condition, inner) : ['segments']
}

/** Items come behind the segments. */
const placeOf = (segments: number, index: number, rest: Path): Path =>
  index < segments ? ['segments', index, ...rest] : ['items', index - segments]
