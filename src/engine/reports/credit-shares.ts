import type { ModelSettings, PositionWeights, Sharing } from '../attribution/index.ts'
import { at } from '../kernels.ts'
import type { Scope } from '../scope.ts'
import type { Conversions } from './credit-conversions.ts'
import type { Touches } from './credit-touches.ts'

/** Below it, every age is many half-lives; it keeps ages from becoming infinite. */
const SHORTEST_HALF_LIFE_MS = 1e-6

/** How a model shares among touchpoints, whatever items these have. */
export type TouchSharing = Exclude<Sharing, { readonly by: 'item' }>

/** What each touchpoint has of all conversions together, in the engine's memory. */
export function creditOfTouches(
  sharing: TouchSharing,
  settings: ModelSettings,
  conversions: Conversions,
  touches: Touches,
  scope: Scope,
): Float64Array {
  const credit = scope.memory.numbers(touches.events.length).fill(0)
  switch (sharing.by) {
    case 'touch':
      shareByPosition(singleWeights[sharing.touch], conversions, touches, credit, scope)
      return credit
    case 'position': {
      const weightsOf = (count: number) => sharing.weights(count, settings)
      shareByPosition(weightsOf, conversions, touches, credit, scope)
      return credit
    }
    case 'age':
      shareByAge(settings.halfLifeMs, conversions, touches, credit, scope)
      return credit
    default:
      return sharing satisfies never
  }
}

type WeightsOf = (count: number) => PositionWeights

const FIRST = { first: 1, middle: 0, last: 0 }
const LAST = { first: 0, middle: 0, last: 1 }

const lastWeights: WeightsOf = (count) => (count === 1 ? FIRST : LAST)

/** On the conversion itself, the last touchpoint is the only one. */
const singleWeights = { first: () => FIRST, last: lastWeights, same: lastWeights } as const

function shareByPosition(
  weightsOf: WeightsOf,
  { events, amounts }: Conversions,
  { firsts, ends }: Touches,
  credit: Float64Array,
  { memory, kernels }: Scope,
): void {
  const { length } = events
  const known: PositionWeights[] = []
  const [first, middle, last] = [0, 0, 0].map(() => memory.numbers(length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let c = 0; c < length; c++) {
    const count = ends[c]! - firsts[c]!
    if (count === 0) continue
    const weights = (known[count] ??= weightsOf(count))
    const amount = amounts ? amounts[c]! : 1
    first[c] = amount * weights.first
    middle[c] = amount * weights.middle
    last[c] = amount * weights.last
  }
  const shares = [at(first), at(middle), at(last)] as const
  kernels.shareByPosition(at(firsts), at(ends), ...shares, length, at(credit))
}

function shareByAge(
  halfLifeMs: number,
  { events, amounts }: Conversions,
  touches: Touches,
  credit: Float64Array,
  scope: Scope,
): void {
  const { memory, kernels } = scope
  kernels.shareByAge(
    at(timesOf(touches.events, scope)),
    at(touches.firsts),
    at(touches.ends),
    at(amounts ?? memory.numbers(events.length).fill(1)),
    Math.max(halfLifeMs, SHORTEST_HALF_LIFE_MS),
    events.length,
    at(memory.numbers(touches.events.length + 1)),
    at(credit),
  )
}

/** UTC ms of some of the batch's events, in the engine's memory. */
function timesOf(events: Uint32Array, { memory, block, range }: Scope): Float64Array {
  const { time } = block
  const base = range.eventFrom
  const out = memory.numbers(events.length)
  for (let t = 0; t < events.length; t++) out[t] = time[base + events[t]!]!
  return out
}
