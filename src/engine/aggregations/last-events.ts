import { toNode } from '../links.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { GrowingNumbers } from './growing-numbers.ts'

/** The persons who have an event in a mask, and each one's last such event. */
export interface LastEventsAggregation {
  readonly kind: 'last-events'
  readonly mask: MaskRef
  /** Codes of datasets. */
  readonly dataset: NodeRef
}

/** One entry per person, in any order. */
export interface LastEventsPartial {
  /** In the person dictionary. */
  readonly codes: Float64Array
  /** UTC milliseconds. */
  readonly times: Float64Array
  readonly datasets: Float64Array
}

export const lastEvents: AggregationKind<LastEventsAggregation, LastEventsPartial> = {
  links: { mask: toNode, dataset: toNode },
  start({ mask: maskRef, dataset }) {
    const [codes, times, datasets] = [
      new GrowingNumbers(),
      new GrowingNumbers(),
      new GrowingNumbers(),
    ]
    return {
      consume(scope) {
        const mask = scope.maskOrAll(maskRef)
        const { count, offsets } = scope.persons
        const { timesInPlace } = scope
        const datasetCodes = scope.codes(dataset)
        for (let p = 0; p < count; p++) {
          const [from, to] = [offsets[p]!, offsets[p + 1]!]
          let last = to - 1
          if (mask) while (last >= from && mask[last] === 0) last--
          if (last < from) continue
          codes.push(scope.block.personCode[scope.range.personFrom + p]!)
          times.push(timesInPlace[last]!)
          datasets.push(datasetCodes[last]!)
        }
      },
      partial: () => ({
        codes: codes.toArray(),
        times: times.toArray(),
        datasets: datasets.toArray(),
      }),
    }
  },
  merge: (_aggregation, all) => ({
    codes: join(all.map(({ codes }) => codes)),
    times: join(all.map(({ times }) => times)),
    datasets: join(all.map(({ datasets }) => datasets)),
  }),
}

function join(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((count, part) => count + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
