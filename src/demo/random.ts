/** A repeatable source of chance (mulberry32): the same seed gives the same numbers everywhere. */
export interface Random {
  /** In [0, 1). */
  next(): number
  isTrue(probability: number): boolean
  /** A whole number from `low` to `high`, both possible. */
  integer(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  /** One of the names, each as likely as its weight. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
  /** Times until something that happens at a steady rate. */
  exponential(mean: number): number
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
    next,
    integer,
    isTrue: (probability) => next() < probability,
    pick: (list) => list[integer(0, list.length - 1)]!,
    weighted: (weights) => weighted(weights, next()),
    exponential: (mean) => -Math.log(1 - next()) * mean,
  }
}

function weighted<T extends string>(weights: Readonly<Record<T, number>>, share: number): T {
  const entries = Object.entries(weights) as [T, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  let rest = share * total
  for (const [name, weight] of entries) {
    rest -= weight
    if (rest < 0) return name
  }
  return entries.at(-1)![0]
}
