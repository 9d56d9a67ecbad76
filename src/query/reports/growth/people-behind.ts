import type { GrowthRequest } from './request.ts'
import type { MaskRef } from '../../../engine/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { testValues } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { withLookback } from './compile.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import { compileTouch } from '../../segments/touch.ts'
import {
  type PeopleBehind,
  findColumn,
  describeNotThere,
  selectPeople,
  findPersonsWith,
  findRow,
} from '../../explain/people-behind.ts'

/** When someone of a kind was active: in the interval, in the one before it, in any earlier one. */
const kinds = {
  new: ['active', 'not', 'not'],
  repeat: ['active', 'active', 'any'],
  return: ['active', 'not', 'active'],
  dormant: ['not', 'active', 'any'],
} as const

const names = Object.keys(kinds) as (keyof typeof kinds)[]

/** Who is new, repeat, return or dormant in an interval. */
export const peopleBehindGrowth: PeopleBehind<GrowthRequest> = async (c, request, place) => {
  const [row] = findRow(
    place,
    'growth has rows and columns: { "row": "2026-01-05", "column": "new" }',
  )
  const kind = findColumn(place, names)
  const asked = resolvePeriod(c, request.dateRange)
  const period = withLookback(c, request, asked)
  const scope = await compileScopeMask(c, request.segments, period)
  const where = request.where && (await compileTouch(c, request.where, period, ['where']))
  const mask = c.plan.and(scope, where ?? null)
  const parts = compileEventTimePart(c, request.interval, period)
  const now = parts.domain.codeOf(row ?? null)
  if (!now) throw describeNotThere(`there is no row ${row}`, ['explain', 'row'])
  const during = (name: string, isIn: (code: number) => boolean): MaskRef => {
    const passes = (item: Parameters<typeof parts.domain.codeOf>[0]) => {
      const code = parts.domain.codeOf(item) ?? 0
      return code > 0 && isIn(code)
    }
    const inside = testValues(c, parts, `${name} ${now}`, passes)
    return findPersonsWith(c, c.plan.and(mask, inside))
  }
  const times = [
    during('at', (code) => code === now),
    during('right before', (code) => code === now - 1),
    during('long before', (code) => code < now - 1),
  ]
  const people = selectPeople(
    c,
    c.plan.and(...kinds[kind].map((rule, t) => ruled(c, rule, times[t]!))),
  )
  return { definition: `People who are ${kind} in ${row}`, segments: [], people }
}

function ruled(c: Compilation, rule: 'active' | 'not' | 'any', active: MaskRef): MaskRef {
  if (rule === 'any') return null
  return rule === 'active' ? active : c.plan.not(active)
}
