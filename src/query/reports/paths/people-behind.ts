import type { ExplainPlace } from '../../../model/explain-place.ts'
import type { PathsRequest } from './request.ts'
import { compilePathRules } from './compile.ts'
import {
  type PeopleBehind,
  findColumn,
  describeNotThere,
  findRow,
} from '../../explain/people-behind.ts'

/** Who took a path, named by its items; of the column `conversions` who converted after it. */
export const peopleBehindPaths: PeopleBehind<PathsRequest> = async (c, request, place) => {
  const isTotal = 'column' in place && place.row === undefined
  const hint = 'a path is a row: { "row": ["Home", "Cart"], "column": "conversions" }'
  const row = isTotal ? null : isOfNoStep(place) ? [] : findRow(place, hint)
  const column = findColumn(place, ['count', 'people', 'conversions', 'total'])
  const { instances, rules } = await compilePathRules(c, request, [])
  const codes = row?.map((item) => {
    const code = instances.domain.codeOf(item)
    if (!code) throw describeNotThere(`there is no item ${item}`, ['explain', 'row'])
    return code
  })
  const isConverted = column === 'conversions'
  const people = c.plan.aggregate({
    ...rules,
    kind: 'paths-people',
    codes: codes ?? null,
    isConverted,
  })
  const path =
    row === null ? 'any path' : `the path ${row.length === 0 ? 'of no step' : row.join(' → ')}`
  const whose = request.container === 'session' ? 'People with a session on' : 'People on'
  const converted = isConverted ? ', converted' : ''
  return { definition: `${whose} ${path}${converted}`, segments: [], people }
}

/** Who converted at once took a path without items. */
const isOfNoStep = (place: ExplainPlace): boolean =>
  'row' in place && Array.isArray(place.row) && place.row.length === 0
