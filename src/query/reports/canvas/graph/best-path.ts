import type { CanvasGraph } from './graph.ts'

export interface BestPath {
  /** From a start to an end. */
  readonly nodes: readonly number[]
  readonly rate: number
}

/**
 * The path with the highest conversion rate: an end's value over its start's, or over that of the
 * lowest of several starts. Where several ways lead to the end it is the one most containers took.
 * Null without arrows or values. semantics §8.8
 */
export function bestPath(
  { ids, arrows, starts }: CanvasGraph,
  values: ArrayLike<number>,
  taken: readonly number[],
): BestPath | null {
  const isEnd = (node: number) =>
    arrows.some(([, to]) => to === node) && !arrows.some(([from]) => from === node)
  const found = ids.flatMap((_, end) => {
    if (!isEnd(end)) return []
    const start = starts[end]!.reduce((low, node) => (values[node]! < values[low]! ? node : low))
    const rate = values[end]! / values[start]!
    return Number.isFinite(rate) ? [{ start, end, rate }] : []
  })
  const best = found.sort((a, b) => b.rate - a.rate || a.end - b.end)[0]
  if (!best || best.rate === 0) return null
  return { nodes: mostTaken(best.start, best.end, { arrows, starts }, taken), rate: best.rate }
}

function mostTaken(
  start: number,
  end: number,
  { arrows, starts }: Pick<CanvasGraph, 'arrows' | 'starts'>,
  taken: readonly number[],
): number[] {
  const path = [end]
  for (let node = end; node !== start; node = path[0]!) {
    const inbound = arrows
      .map(([from, to], index) => ({ from, to, containers: taken[index]! }))
      .filter(({ from, to }) => to === node && starts[from]!.includes(start))
      .sort((a, b) => b.containers - a.containers)
    path.unshift(inbound[0]!.from)
  }
  return path
}
