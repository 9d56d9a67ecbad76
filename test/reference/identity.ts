/** Slow, obvious linking of identities by their texts, after §3 of the rules of identity. */

export interface SlowRules {
  /** Namespaces, the most important first. */
  readonly priority: readonly string[]
  readonly unique: readonly string[]
  readonly pairs: readonly { readonly from: string; readonly to: string; readonly max: number }[]
  readonly together: readonly (readonly [string, string])[]
  readonly never: readonly (readonly [string, string])[]
}

export interface SlowEvent {
  readonly time: number
  readonly ids: readonly string[]
}

interface SlowLink {
  readonly ends: readonly [string, string]
  readonly byHand: boolean
  last: number
}

export interface SlowAnswer {
  readonly graphs: readonly (readonly string[])[]
  /** `a b` of every link that does not stand. */
  readonly lost: readonly string[]
}

export function linkSlowly(rules: SlowRules, events: readonly SlowEvent[]): SlowAnswer {
  const namespaceOf = (id: string) => id.slice(0, id.indexOf(':'))
  const priority = (id: string) => rules.priority.indexOf(namespaceOf(id)) + 1
  const keyOf = ([a, b]: readonly [string, string]) => (a < b ? `${a} ${b}` : `${b} ${a}`)
  const all = new Set([
    ...events.flatMap(({ ids }) => ids),
    ...rules.together.flat(),
    ...rules.never.flat(),
  ])

  const graphOf = (links: readonly SlowLink[], id: string): ReadonlySet<string> => {
    const found = new Set([id])
    for (let size = 0; size < found.size; ) {
      size = found.size
      for (const { ends } of links) {
        if (ends.some((end) => found.has(end))) for (const end of ends) found.add(end)
      }
    }
    return found
  }

  const isRight = (links: readonly SlowLink[]): boolean =>
    [...all].every((id) => {
      const graph = [...graphOf(links, id)]
      const isUnique = rules.unique.every(
        (namespace) => graph.filter((each) => namespaceOf(each) === namespace).length < 2,
      )
      const isApart = rules.never.every(([a, b]) => !graph.includes(a) || !graph.includes(b))
      const isPaired = rules.pairs.every(({ from, to, max }) => {
        if (namespaceOf(id) !== from) return true
        const others = links
          .filter(({ ends }) => ends.includes(id))
          .flatMap(({ ends }) => ends.filter((end) => namespaceOf(end) === to))
        return others.length <= max
      })
      return isUnique && isApart && isPaired
    })

  let standing: SlowLink[] = []
  for (const pair of rules.together) {
    const link = { ends: pair, byHand: true, last: -Infinity }
    const isNew = standing.every(({ ends }) => keyOf(ends) !== keyOf(pair))
    if (isNew && isRight([...standing, link])) standing.push(link)
  }
  const seen = new Map<string, number>()
  for (const { time, ids } of sortEvents(events)) {
    const row = pairsOf(ids)
    for (const pair of row) seen.set(keyOf(pair), time)
    for (const link of standing) link.last = seen.get(keyOf(link.ends)) ?? -Infinity
    const isStanding = (pair: readonly [string, string]) =>
      standing.some(({ ends }) => keyOf(ends) === keyOf(pair))
    const added = row
      .filter((pair) => !isStanding(pair))
      .map((ends) => ({ ends, byHand: false, last: time }))
    if (isRight([...standing, ...added])) {
      standing.push(...added)
      continue
    }
    const touched = new Set(ids.flatMap((id) => [...graphOf(standing, id)]))
    const concerned = standing.filter(({ ends }) => touched.has(ends[0]))
    const kept = standing.filter(({ ends }) => !touched.has(ends[0]))
    const ofRow = new Set(row.map(keyOf))
    const order = (link: SlowLink): readonly (number | string)[] => [
      link.byHand ? 0 : 1,
      ofRow.has(keyOf(link.ends)) ? 0 : 1,
      priority(link.ends[0]) + priority(link.ends[1]),
      -link.last,
      keyOf(link.ends),
    ]
    standing = kept
    for (const link of [...concerned, ...added].sort((x, y) => compare(order(x), order(y)))) {
      if (isRight([...standing, link])) standing = [...standing, link]
    }
  }
  const left = new Set(standing.map(({ ends }) => keyOf(ends)))
  const everSaid = [...rules.together, ...events.flatMap(({ ids }) => pairsOf(ids))].map(keyOf)
  const graphs = new Set([...all].map((id) => [...graphOf(standing, id)].sort().join('\n')))
  return {
    graphs: [...graphs].sort().map((graph) => graph.split('\n')),
    lost: [...new Set(everSaid.filter((key) => !left.has(key)))].sort(),
  }
}

const sortEvents = (events: readonly SlowEvent[]): readonly SlowEvent[] =>
  [...events].sort(
    (x, y) => x.time - y.time || compare([...new Set(x.ids)].sort(), [...new Set(y.ids)].sort()),
  )

const pairsOf = (ids: readonly string[]): readonly (readonly [string, string])[] => {
  const own = [...new Set(ids)].sort()
  return own.flatMap((a, i) => own.slice(i + 1).map((b) => [a, b] as const))
}

function compare(x: readonly (number | string)[], y: readonly (number | string)[]): number {
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    if (x[i] !== y[i]) return x[i]! < y[i]! ? -1 : 1
  }
  return x.length - y.length
}
