import type { SegmentRef } from '../../model/conditions.ts'
import type { Compilation, Kept } from '../compilation.ts'
import { keptByAll } from '../components/kept-elements.ts'
import { compileMetric } from '../components/metric.ts'
import { compileOperand, limitOperand, measureOf } from '../freeform/operand.ts'
import { figureOf, noKeys, type Place, Tally } from '../freeform/tally.ts'
import { describeScope } from '../freeform/words.ts'
import { resolvePeriod } from '../period.ts'
import { compileSegmentMasks } from '../segments/compile.ts'
import type { ReportDoor } from './report.ts'

/** A metric under each segment and each intersection of them (§8.9). */
export const venn: ReportDoor<'venn'> = {
  async compile(c, request, path) {
    const period = resolvePeriod(c, request.dateRange, `${path}dateRange`)
    await compileMetric(c, request.metric, period, `${path}metric`)
    const operand = await compileOperand(c, {
      metric: request.metric,
      segments: request.segments,
      where: [],
      attribution: undefined,
      period,
      path: path.replace(/\.$/, ''),
    })
    const kept: Kept[] = []
    for (const [index, ref] of request.sets.entries()) {
      kept.push(await compileSegmentMasks(c, ref, period, `${path}sets[${index}]`))
    }
    const tally = new Tally(c)
    const areas = subsetsOf(request.sets.length).map((sets) => {
      const within = keptByAll(
        c,
        sets.map((set) => kept[set]!),
      )
      const limited = limitOperand(c, operand, within)
      return { sets, place: tally.add(noKeys, measureOf(c, limited, limited.mask, false)) }
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
