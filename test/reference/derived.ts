/** What derived-field functions over containers mean, said slowly: one container's values in order. */
export type Slot = string | number | null

/** The index-th value after or before, without regard to blanks. */
export function nextOrPrevious(
  values: readonly Slot[],
  direction: 'next' | 'previous',
  index: number,
  repeats: boolean,
): Slot[] {
  const ahead = direction === 'next'
  return values.map((own, place) => {
    if (own === null) return null
    const after = ahead ? values.slice(place + 1) : values.slice(0, place).toReversed()
    const neighbours: Slot[] = []
    let last: Slot = own
    for (const value of after) {
      if (value === null) continue
      if (repeats || value !== last) neighbours.push(value)
      last = value
    }
    return neighbours[index - 1] ?? null
  })
}

/** Each value once per key; values without a key stay. */
export function deduplicate(
  values: readonly Slot[],
  keys: readonly Slot[],
  keep: 'first' | 'last',
): Slot[] {
  return values.map((value, place) => {
    const key = keys[place]!
    if (value === null || key === null) return value
    const others = keep === 'first' ? values.slice(0, place) : values.slice(place + 1)
    const shift = keep === 'first' ? 0 : place + 1
    const isRepeat = others.some((other, i) => other !== null && keys[i + shift] === key)
    return isRepeat ? null : value
  })
}

/** 1, 2, 3 … on the values. */
export function depth(values: readonly Slot[]): Slot[] {
  return values.map((value, place) =>
    value === null ? null : values.slice(0, place + 1).filter((one) => one !== null).length,
  )
}

export function summarizeNumbers(values: readonly Slot[], method: string): Slot {
  const known = values.filter((value): value is number => value !== null)
  if (method === 'count') return known.length
  if (method === 'count-distinct') return new Set(known).size
  if (known.length === 0) return null
  const sorted = known.toSorted((a, b) => a - b)
  const sum = known.reduce((a, b) => a + b, 0)
  const half = (sorted.length - 1) / 2
  if (method === 'sum') return sum
  if (method === 'mean') return sum / known.length
  if (method === 'min') return sorted[0]!
  if (method === 'max') return sorted.at(-1)!
  if (method === 'median') return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2
  return pick(known, method)
}

/** One of the values; of equally frequent ones the first to occur. */
export function pick<T extends Slot>(known: readonly T[], method: string): T | null {
  if (known.length === 0) return null
  if (method === 'first') return known[0]!
  if (method === 'last') return known.at(-1)!
  const frequency = (value: T) => known.filter((one) => one === value).length
  const sign = method === 'most-common' ? -1 : 1
  return known.toSorted((a, b) => sign * (frequency(a) - frequency(b)))[0]!
}
