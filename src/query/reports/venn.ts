import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { Compilation } from '../compilation.ts'
import { compileOperand, measureOf } from '../freeform/operand.ts'
import { figureOf, noKeys, type Place, Tally } from '../freeform/tally.ts'
import { describeScope } from '../freeform/words.ts'
import { resolvePeriod } from '../period.ts'
import { compileSegment } from '../segments/compile.ts'
import type { ReportDoor } from './report.ts'

/** A metric under each segment and each intersection of them (§8.9). */
export const venn: ReportDoor<'venn'> = {
  async compile(c, request, path) {
    const period = resolvePeriod(c, request.dateRange, `${path}dateRange`)
    const operand = await compileOperand(c, {
      metric: request.metric,
      segments: request.segments,
      where: [],
      attribution: undefined,
      period,
      path: path.replace(/\.$/, ''),
    })
    const masks: MaskRef[] = []
    for (const [index, ref] of request.sets.entries()) {
      masks.push(await compileSegment(c, ref, period, `${path}sets[${index}]`))
    }
    const tally = new Tally(c)
    const areas = subsetsOf(request.sets.length).map((sets) => {
      const mask = c.plan.and(operand.mask, ...sets.map((set) => masks[set]!))
      return { sets, place: tally.add(noKeys, measureOf(c, operand, mask, false)) }
    })
    tally.settle()
    const nameOf = (set: number) => setName(c, request.sets[set]!, set)
    return (partials) => ({
      areas: areas.map(({ sets, place }: { sets: number[]; place: Place }) => ({
        sets,
        name: sets.map(nameOf).join(' and '),
        value: figureOf(partials, place),
      })),
    })
  },
  explain: (c, request) => [
    ...describeScope(c, request),
    `Counts ${request.metric} under each segment and each combination of them.`,
  ],
}

export function setName(c: Compilation, ref: SegmentRef, index: number): string {
  return typeof ref === 'string'
    ? (c.definitions.segment(ref)?.name ?? ref)
    : `Segment ${index + 1}`
}

/** Every non-empty set of indexes, the smallest sets first. */
function subsetsOf(count: number): number[][] {
  const all = Array.from({ length: 2 ** count - 1 }, (_, bits) =>
    Array.from({ length: count }, (_, index) => index).filter((index) => ((bits + 1) >> index) & 1),
  )
  return all.sort((a, b) => a.length - b.length)
}
