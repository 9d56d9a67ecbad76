import { splitSelection } from '../run-flags.ts'
import type { Scope } from '../scope.ts'
import type { Collector } from './aggregation.ts'
import type { GroupAggregation, GroupPartial, Measure } from './group-aggregation.ts'
import { mergeMasks } from './group-dense.ts'
import { findPlaces, measurePlaces } from './group-places.ts'

/** The one group of all events, as totals need it: nothing is looked up per event. */
export function startSingle(aggregation: GroupAggregation): Collector<GroupPartial> {
  const figures = new Float64Array(aggregation.measures.length)
  return {
    consume(scope) {
      for (const [m, measure] of aggregation.measures.entries()) {
        figures[m]! +=
          knownRuns(aggregation, measure, scope) ?? figureAt(aggregation, measure, scope)
      }
    },
    partial: () => ({ keys: null, values: [...figures].map((figure) => Float64Array.of(figure)) }),
  }
}

/** How many runs have an event of the measure, where that is known without looking at the events. */
function knownRuns(aggregation: GroupAggregation, measure: Measure, scope: Scope): number | null {
  if (measure.measure !== 'distinct' || aggregation.mask !== null) return null
  return scope.countRuns(measure.mask, measure.runs)
}

function figureAt(aggregation: GroupAggregation, measure: Measure, scope: Scope): number {
  const placed = findPlaces(aggregation, measure, scope)
  if (placed) return measurePlaces(measure, placed, scope)
  if (measure.measure === 'distinct') return runsIn(aggregation, measure, scope)
  const { kernels, events } = scope
  const isWhole = aggregation.mask === null || measure.mask === null
  const flags = isWhole ? scope.flags(aggregation.mask ?? measure.mask) : null
  if (flags && measure.measure === 'count') {
    const { count, offsets } = scope.runs(flags.runs)
    return kernels.eventsIn(flags.data, offsets, count)
  }
  const mask = mergeMasks(aggregation, measure, scope)
  if (measure.measure === 'count') return mask ? kernels.countMask(mask, events) : events
  return kernels.sumMasked(scope.numbers(measure.input), mask, events)
}

function runsIn(
  aggregation: GroupAggregation,
  measure: Extract<Measure, { measure: 'distinct' }>,
  scope: Scope,
): number {
  const { kernels } = scope
  const { count, offsets } = scope.runs(measure.runs)
  const { mask, flags } = splitSelection([aggregation.mask, measure.mask], measure.runs, scope)
  if (!mask) return flags ? kernels.countMask(flags, count) : count
  if (!flags) return kernels.countRuns(mask, offsets, count)
  return kernels.countRuns(mergeMasks(aggregation, measure, scope)!, offsets, count)
}
