import type { ModelSettings, PositionWeights, Sharing } from '../attribution/index.ts'
import { clearArray } from '../kernels/fill.ts'
import type { Scope } from '../scope.ts'
import { type Conversions, reserveTimes } from './credit-conversions.ts'
import type { Touches } from './credit-touches.ts'

/** Below it, every age is many half-lives; it keeps ages from becoming infinite. */
const SHORTEST_HALF_LIFE_MS = 1e-6

/** How a model shares among touchpoints, whatever items these have. */
type TouchSharing = Exclude<Sharing, { readonly by: 'item' }>

/** Shares conversions among their touchpoints as a model says. */
export class Sharer {
  readonly #sharing: TouchSharing
  readonly #settings: ModelSettings
  /** By number of touchpoints the weights of the first, each middle and the last one. */
  readonly #weights: number[] = []

  constructor(sharing: TouchSharing, settings: ModelSettings) {
    this.#sharing = sharing
    this.#settings = settings
  }

  /** What each touchpoint has of all conversions together, in the engine's memory. */
  credit(conversions: Conversions, touches: Touches, scope: Scope): Float64Array {
    const credit = clearArray(scope.memory.numbers(touches.events.length), scope.kernels)
    if (this.#sharing.by === 'age') {
      shareByAge(this.#settings.halfLifeMs, conversions, touches, credit, scope)
      return credit
    }
    const { amounts, events } = conversions
    const { firsts, ends } = touches
    const most = scope.kernels.mostTouches(firsts, ends, events.length)
    const weights = this.#weightsUpTo(most, scope)
    scope.kernels.shareByPosition(firsts, ends, amounts, weights, events.length, credit)
    return credit
  }

  #weightsUpTo(count: number, { memory }: Scope): Float64Array {
    for (let n = this.#weights.length / 3; n <= count; n++) {
      const { first, middle, last } = n === 0 ? NOTHING : this.#weightsOf(n)
      this.#weights.push(first, middle, last)
    }
    const weights = memory.numbers((count + 1) * 3)
    for (let w = 0; w < weights.length; w++) weights[w] = this.#weights[w]!
    return weights
  }

  #weightsOf(count: number): PositionWeights {
    const sharing = this.#sharing
    switch (sharing.by) {
      case 'touch':
        return sharing.touch === 'first' || count === 1 ? FIRST : LAST
      case 'position':
        return sharing.weights(count, this.#settings)
      case 'age':
        throw new Error('weights by age do not depend on positions')
      default:
        return sharing satisfies never
    }
  }
}

const NOTHING: PositionWeights = { first: 0, middle: 0, last: 0 }
const FIRST: PositionWeights = { first: 1, middle: 0, last: 0 }
const LAST: PositionWeights = { first: 0, middle: 0, last: 1 }

function shareByAge(
  halfLifeMs: number,
  { events, amounts }: Conversions,
  touches: Touches,
  credit: Float64Array,
  scope: Scope,
): void {
  const { memory, kernels } = scope
  kernels.shareByAge(
    timesOf(touches.events, events.length, scope),
    touches.firsts,
    touches.ends,
    amounts ?? memory.numbers(events.length).fill(1),
    Math.max(halfLifeMs, SHORTEST_HALF_LIFE_MS),
    events.length,
    memory.numbers(touches.events.length + 1),
    credit,
  )
}

/** UTC ms of the touchpoints of some conversions, in the engine's memory. */
function timesOf(touches: Uint32Array, conversions: number, scope: Scope): Float64Array {
  const time = reserveTimes(conversions, scope)
  const out = scope.memory.numbers(touches.length)
  for (let t = 0; t < touches.length; t++) out[t] = time[touches[t]!]!
  return out
}
