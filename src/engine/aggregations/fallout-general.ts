import type { Scope } from '../scope.ts'
import type { Collector } from './aggregation.ts'
import {
  closeFallout,
  type FalloutAggregation,
  type FalloutPartial,
  openFallout,
  record,
} from './fallout-aggregation.ts'
import { listRunEvents, readInputs } from './fallout-inputs.ts'
import { matchContainer } from './fallout-match.ts'

/** Every rule, container by container and event by event. */
export function startGeneral(aggregation: FalloutAggregation): Collector<FalloutPartial> {
  const result = openFallout()
  return {
    consume(scope: Scope) {
      const runs = scope.runs(aggregation.runs)
      const inputs = readInputs(aggregation, scope)
      for (let run = 0; run < runs.count; run++) {
        const events = listRunEvents(runs, run, inputs.mask)
        if (events.length === 0) continue
        for (const path of matchContainer(aggregation, inputs, events))
          record(result, aggregation, path)
      }
    },
    partial: () => closeFallout(result),
  }
}
