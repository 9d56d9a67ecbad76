import { describeNotThere, type PeopleBehind, findRow } from '../../explain/people-behind.ts'
import { peopleBehindSameCell } from '../freeform/as-cell.ts'
import { setName } from './compile.ts'
import type { VennRequest } from './request.ts'
import { namesIn } from '../../segments/describe.ts'

/** Who is behind an area, named by the indexes of its sets. */
export const peopleBehindVenn: PeopleBehind<VennRequest> = async (c, request, place) => {
  const { metric, sets } = request
  const row = findRow(place, 'an area is the indexes of its sets: { "row": [0, 1] }')
  const segments = row.map((index) => {
    const set = typeof index === 'number' ? sets[index] : undefined
    if (set === undefined) throw describeNotThere(`there is no set ${index}`, ['explain', 'row'])
    return set
  })
  const column = { metric, segments }
  const cell = { column, dimensions: [], row: [] }
  const found = await peopleBehindSameCell(c, request, cell)
  const names = row.map((index) => setName(c, sets[Number(index)]!, Number(index)))
  return { ...found, definition: `${namesIn(c).metric(metric)} in ${names.join(' and ')}` }
}
