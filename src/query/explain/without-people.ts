import type { ReportKind } from '../../model/requests/index.ts'
import type { Behind } from './behind.ts'

/** Numbers that have a definition and a rule, but no set of people that a mask of events tells. */
export function withoutPeople<K extends ReportKind>(
  definition: string,
  unknown: string,
): Behind<K> {
  return async (_c, _request, place) => {
    const named = 'row' in place && place.row !== undefined ? [place.row].flat().join(', ') : null
    const of = named === null ? '' : `: ${named}`
    return { definition: `${definition}${of}`, segments: [], people: { unknown } }
  }
}
