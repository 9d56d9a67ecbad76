import type { NextPreviousRequest } from './request.ts'
import { compileNeighbours } from './compile.ts'
import { type PeopleBehind, describeNotThere, findRow } from '../../explain/people-behind.ts'

/** Who came from or went on to an item; null: who entered or exited there. */
export const peopleBehindNextPrevious: PeopleBehind<NextPreviousRequest> = async (
  c,
  request,
  place,
) => {
  const [row] = findRow(place, 'an item is a row: { "row": "Cart" }; null are those who exited')
  const { instances, rules } = await compileNeighbours(c, request, [])
  const code = instances.domain.codeOf(row ?? null)
  if (code === undefined) throw describeNotThere(`there is no item ${row}`, ['explain', 'row'])
  const column = request.direction === 'next' ? 1 : -1
  const focus = [...rules.focus, { column, code }]
  const people = c.plan.aggregate({ ...rules, kind: 'flow-people', focus })
  const where = column === 1 ? 'right after' : 'right before'
  const what = row ?? (column === 1 ? 'the exit' : 'the entry')
  return { definition: `Paths with ${what} ${where} ${request.item}`, segments: [], people }
}
