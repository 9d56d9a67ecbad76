export type Edge = { readonly from: string; readonly to: string }

export type DependencyOrder =
  | { readonly order: readonly string[] }
  | { readonly cycle: readonly string[] }

/**
 * The nodes with what they need before them, otherwise in the given order; or one cycle, its first
 * node repeated at the end. Edges to nodes that are not listed are ignored.
 */
export const orderByDependency = (
  nodes: readonly string[],
  edges: readonly Edge[],
): DependencyOrder => {
  const needs = new Map<string, string[]>(nodes.map((node) => [node, []]))
  for (const { from, to } of edges) if (needs.has(to)) needs.get(from)?.push(to)
  const order: string[] = []
  const done = new Set<string>()
  for (const node of nodes) {
    const cycle = visit(node, { needs, done, order })
    if (cycle) return { cycle }
  }
  return { order }
}

interface Visited {
  readonly needs: ReadonlyMap<string, readonly string[]>
  readonly done: Set<string>
  readonly order: string[]
}

/** Without recursion: chains may be as long as there are definitions. */
const visit = (start: string, { needs, done, order }: Visited): readonly string[] | undefined => {
  const trail = new Map([[start, 0]])
  const open = [start]
  while (open.length > 0) {
    const node = open.at(-1)!
    const next = trail.get(node)!
    const needed = needs.get(node)?.[next]
    trail.set(node, next + 1)
    if (needed === undefined || done.has(node)) {
      open.pop()
      trail.delete(node)
      if (!done.has(node)) order.push(node)
      done.add(node)
    } else if (trail.has(needed)) {
      return [...open.slice(open.indexOf(needed)), needed]
    } else if (!done.has(needed)) {
      open.push(needed)
      trail.set(needed, 0)
    }
  }
  return undefined
}
