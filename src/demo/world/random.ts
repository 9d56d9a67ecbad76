/** A repeatable source of chance (mulberry32): the same seed gives the same numbers everywhere. */
export interface Random {
  isTrue(probability: number): boolean
  /** A whole number from `low` to `high`, both possible. */
  integer(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  /** One of the names, each as likely as its weight. */
  choose<T extends string>(lot: Lot<T>): T
  /** Times until something that happens at a steady rate. */
  exponential(mean: number): number
}

/** Names with the share of chance up to the end of each, rising to 1. */
export type Lot<T extends string> = readonly (readonly [name: T, until: number])[]

/** Weights made ready for `choose`. */
export function lot<T extends string>(weights: Readonly<Record<T, number>>): Lot<T> {
  const entries = Object.entries(weights) as [T, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  let until = 0
  return entries.map(([name, weight]) => [name, (until += weight / total)] as const)
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    integer,
    isTrue: (probability) => next() < probability,
    pick: (list) => list[integer(0, list.length - 1)]!,
    choose(lots) {
      const share = next()
      return (lots.find(([, until]) => share < until) ?? lots.at(-1)!)[0]
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
  }
}

/** The chance of one of many: that of a person does not depend on how many people there are. */
export function randomOf(seed: number, number: number): Random {
  const mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number, 0xc2b2ae35)
  return createRandom(Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f))
}
