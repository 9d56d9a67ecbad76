import type { RetentionRequest } from './request.ts'
import { compileComparedScopes } from '../parts/compared-scopes.ts'
import { chooseBrackets, compileEvents, sharedBy } from './compile.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { type PeopleBehind, describeNotThere, findRow } from '../../explain/people-behind.ts'

/** Who came back in a bracket; without a row, who started. */
export const peopleBehindRetention: PeopleBehind<RetentionRequest> = async (c, request, place) => {
  const period = resolvePeriod(c, request.dateRange)
  const brackets = chooseBrackets(request, period, [])
  const isTotal = 'column' in place && place.row === undefined
  const hint = 'a bracket is a row: { "row": [1, 7] }; all are { "column": "included" }'
  const [from, to = from] = isTotal ? [] : findRow(place, hint)
  const index = brackets.findIndex((bracket) => bracket[0] === from && bracket[1] === to)
  if (!isTotal && index < 0)
    throw describeNotThere(`there is no bracket ${from} to ${to}`, ['explain', 'row'])
  const [everybody] = await compileComparedScopes(c, { ...request, compare: [] }, period, [])
  const shared = sharedBy(c, request, period, brackets)
  const people = c.plan.aggregate({
    ...shared,
    ...(await compileEvents(c, request, everybody!.mask, period, [])),
    kind: 'retention-people',
    brackets: isTotal ? [] : [shared.brackets[index]!],
  })
  const { unit, mode } = request
  const when = mode === 'on' ? `${unit} ${from} to ${to}` : `${unit} ${from} or later`
  const definition = isTotal ? 'People who started' : `People who came back in ${when}`
  return { definition, segments: [], people }
}
