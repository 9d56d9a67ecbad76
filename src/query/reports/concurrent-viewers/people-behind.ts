import type { Item } from '../../../model/result.ts'
import { describeNotThere, type PeopleBehind } from '../../explain/people-behind.ts'
import { compilePresence } from './compile.ts'
import type { ConcurrentViewersRequest } from './request.ts'
import { mediaRowAt } from '../parts/media-people.ts'

/** Who views at a point, or at any: { "column": "sum" }. */
export const peopleBehindConcurrentViewers: PeopleBehind<ConcurrentViewersRequest> = async (
  c,
  request,
  place,
) => {
  const { time, breakdown, rules } = await compilePresence(c, request, [])
  const row = mediaRowAt(place)
  const [item, point] = breakdown === null ? [null, row[0]] : [row[0] ?? null, row[1]]
  const code = breakdown === null ? null : breakdown.value.domain.codeOf(item)
  if (code === undefined) throw describeNotThere(`there is no item ${item}`, ['explain', 'row'])
  const stretches = stretchesOf(time, point)
  const people = c.plan.aggregate({ ...rules, kind: 'presence-people', code, stretches })
  const when = point === undefined ? 'at any time' : `at ${point}`
  const what = item === null ? '' : ` ${item}`
  return { definition: `People who view${what} ${when}`, segments: [], people }
}

type Time = Awaited<ReturnType<typeof compilePresence>>['time']

function stretchesOf({ bounds, codes, codeOf }: Time, point: Item | undefined) {
  const pointCode = point === undefined ? null : codeOf(point as string)
  if (pointCode === undefined || pointCode === 0)
    throw describeNotThere(`there is no row ${point}`, ['explain', 'row'])
  return Array.from({ length: bounds.length - 1 }, (_, b) => b).flatMap((b) =>
    pointCode === null || codes[b + 1] === pointCode ? [[bounds[b]!, bounds[b + 1]!] as const] : [],
  )
}
