import type { Pair } from './graphs.ts'

/** Ways through a tree of links, of which the first is the strongest. */
export interface PathFinder {
  /** The place in the tree of the strongest link between two that it connects; Infinity for one with itself. */
  readonly findStrongest: (from: number, to: number) => number
  readonly linkAt: (place: number) => number
}

/** Each `from` is looked at once, which costs as much as what it is connected with is large. */
export function createPathFinder(tree: readonly number[], links: readonly Pair[]): PathFinder {
  const neighbours = new Map<number, (readonly [neighbour: number, place: number])[]>()
  const note = (x: number, y: number, place: number) => {
    const known = neighbours.get(x)
    if (known) known.push([y, place])
    else neighbours.set(x, [[y, place]])
  }
  for (const [place, link] of tree.entries()) {
    const [x, y] = links[link]!
    note(x, y, place)
    note(y, x, place)
  }

  function walk(from: number): ReadonlyMap<number, number> {
    const strongest = new Map([[from, Infinity]])
    const waiting = [from]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const [neighbour, place] of neighbours.get(next) ?? []) {
        if (strongest.has(neighbour)) continue
        strongest.set(neighbour, Math.min(place, strongest.get(next)!))
        waiting.push(neighbour)
      }
    }
    return strongest
  }

  const walks = new Map<number, ReadonlyMap<number, number>>()
  return {
    findStrongest(from, to) {
      const known = walks.get(from) ?? walk(from)
      walks.set(from, known)
      return known.get(to) ?? Infinity
    },
    linkAt: (place) => tree[place]!,
  }
}
