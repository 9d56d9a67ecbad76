/** Disjoint sets of 0 … n − 1, each known by its lowest element. */
export interface Sets {
  /** The lowest element of the set of `i`. */
  readonly find: (i: number) => number
  readonly join: (i: number, j: number) => void
  /** The lowest element of each one's set. The sets are not to be joined any more. */
  readonly roots: () => Uint32Array
}

/** Sets of one element each. Holds 4 bytes per element. */
export function createSets(count: number): Sets {
  const parent = new Uint32Array(count)
  for (let i = 0; i < count; i++) parent[i] = i

  function find(i: number): number {
    while (parent[i]! !== i) {
      parent[i] = parent[parent[i]!]!
      i = parent[i]!
    }
    return i
  }

  function join(i: number, j: number): void {
    const a = find(i)
    const b = find(j)
    if (a < b) parent[b] = a
    else parent[a] = b
  }

  /** A parent is below its child, so the parents are settled first. */
  function roots(): Uint32Array {
    for (let i = 0; i < count; i++) parent[i] = parent[parent[i]!]!
    return parent
  }

  return { find, join, roots }
}
