import { findColumn, type PeopleBehind, findRow } from '../../explain/people-behind.ts'
import { readModels } from './compile.ts'
import type { AttributionRequest } from './request.ts'
import { peopleBehindSameCell } from '../freeform/as-cell.ts'
import { describeAttribution } from '../../attribution/describe.ts'

/** Whose conversions an item is credited with: they converted and have the item. */
export const peopleBehindAttribution: PeopleBehind<AttributionRequest> = async (
  c,
  request,
  place,
) => {
  const models = readModels(request, [])
  const names = models.map(({ model }) => model)
  const row = findRow(place, 'credit has rows and models: { "row": "Email", "column": "linear" }')
  const attribution = models[names.indexOf(findColumn(place, names))]!
  const { metric, dimension } = request
  const column = { metric, attribution }
  const found = await peopleBehindSameCell(c, request, { column, dimensions: [dimension], row })
  const definition = `${found.definition}, credited by ${describeAttribution(attribution)}; people who converted and have an event with the item in the range, whatever the model gives`
  return { ...found, definition }
}
