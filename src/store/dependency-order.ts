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
    const cycle = visit(node, [], needs, done, order)
    if (cycle) return { cycle }
  }
  return { order }
}

const visit = (
  node: string,
  trail: readonly string[],
  needs: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
  order: string[],
): readonly string[] | undefined => {
  if (done.has(node)) return undefined
  const start = trail.indexOf(node)
  if (start >= 0) return [...trail.slice(start), node]
  for (const needed of needs.get(node) ?? []) {
    const cycle = visit(needed, [...trail, node], needs, done, order)
    if (cycle) return cycle
  }
  done.add(node)
  order.push(node)
  return undefined
}
