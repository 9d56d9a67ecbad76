import type { CanvasWaysPartial, PartialResult } from '../../../../engine/index.ts'
import type { Compilation } from '../../../compilation/compilation.ts'
import type { CanvasGraph } from './graph.ts'
import type { CanvasMasks } from './masks.ts'
import { pathsOf } from './paths.ts'

export interface BestPath {
  /** From a start to an end. */
  readonly nodes: readonly number[]
  readonly rate: number
}

type ReadBestPath = (
  partials: readonly PartialResult[],
  /** Per node. */
  containers: readonly number[],
) => BestPath | null

/**
 * The path with the highest conversion rate: containers at its end that went along it over those at
 * its start; of equal ones the most travelled. Null where nobody went along one. Null instead of a
 * reader where there are too many paths. “Our decisions”, canvas caption
 */
export function compileBestPath(
  c: Compilation,
  { arrows, starts }: CanvasGraph,
  { graph, reached }: CanvasMasks,
): ReadBestPath | null {
  const paths = pathsOf(arrows, starts)
  if (paths === null) return null
  if (paths.length === 0) return () => null
  const isTree = paths.every((path) => path.slice(1).every((node) => waysInto(arrows, node) === 1))
  // Where no ways meet, who is at an end went along its only path.
  if (isTree)
    return (_partials, containers) =>
      best(
        paths,
        paths.map((path) => containers[path.at(-1)!]!),
        containers,
      )
  const aggregation = c.plan.aggregate({ kind: 'canvas-ways', ...graph, reached, ways: paths })
  return (partials, containers) => {
    const { wentAlong } = partials[aggregation] as CanvasWaysPartial
    return best(paths, wentAlong, containers)
  }
}

const waysInto = (arrows: CanvasGraph['arrows'], node: number): number =>
  arrows.filter(([, to]) => to === node).length

function best(
  paths: readonly (readonly number[])[],
  wentAlong: readonly number[],
  containers: readonly number[],
): BestPath | null {
  const found = paths.map((nodes, path) => {
    const count = wentAlong[path]!
    return { nodes, count, rate: count / containers[nodes[0]!]! }
  })
  const taken = found.filter(({ count }) => count > 0)
  const [first] = taken.sort((a, b) => b.rate - a.rate || b.count - a.count)
  return first ? { nodes: first.nodes, rate: first.rate } : null
}
