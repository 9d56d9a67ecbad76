import type { PartialResult } from '../../../engine/index.ts'
import { addRuns } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import type { Operand } from '../../formula/index.ts'
import { placeOnMasks } from '../../freeform/mask-figures.ts'
import { noKeys, readFigure, Tally } from '../../freeform/tally.ts'
import { planMetric } from '../parts/metric-figure.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { type BestPath, compileBestPath } from './graph/best-path.ts'
import { buildCanvasGraph, type CanvasGraph } from './graph/graph.ts'
import { compileCanvasMasks } from './graph/masks.ts'
import { MOST_PATHS } from './graph/paths.ts'
import { compileTop } from './graph/top.ts'
import type { CanvasRequest, CanvasResult } from './request.ts'
import { namesIn } from '../../segments/describe.ts'
import type { Compilation } from '../../compilation/compilation.ts'

/** A graph of nodes: who comes to each along some path of arrows, and who goes no further (§8.8). */
export const compileCanvas: CompileReport<CanvasRequest, CanvasResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const graph = buildCanvasGraph(request, path)
  const masks = await compileCanvasMasks(c, request, graph, period, path)
  const tally = new Tally(c)
  const runs = addRuns(c, request.container)
  const containers = [...masks.nodes, ...masks.leaving, ...masks.arrows].map((mask) =>
    tally.add(noKeys, { measure: 'distinct', runs, mask }),
  )
  const on = [...masks.nodes, ...masks.previous, ...masks.arrows]
  const scope = { segments: request.segments, period }
  const figuresOf = async (metric: string, at: string) => {
    const plan = await planMetric(c, metric, period, [...path, at])
    return placeOnMasks(c, tally, plan, scope, on)
  }
  const primary = await figuresOf(request.metric, 'metric')
  const second = request.secondaryMetric
  const secondary = second === undefined ? null : await figuresOf(second, 'secondaryMetric')
  tally.settle()
  const readBestPath = compileBestPath(c, graph, masks)
  const top = await compileTop(c, request, graph, masks, period, path)
  return (partials: readonly PartialResult[]) => {
    const counts = containers.map((place) => readFigure(partials, place))
    const counted: Counted = {
      containers: counts,
      ...primaryOf(primary(partials)),
      secondary: secondary?.(partials).rows ?? null,
    }
    const suggested = request.top.length > 0 ? { top: top(partials) } : {}
    const captioned = captionOf(request, readBestPath?.(partials, counts))
    const rule = ruleOf(request)
    return { ...canvasPicture(request, graph, counted), ...captioned, rule, ...suggested }
  }
}

export const explainCanvas: ExplainReport<CanvasRequest> = (c, request) => [
  ...describeScope(c, request),
  ...canvasWords(c, request),
]

const primaryOf = ({ rows, total }: Pick<Operand, 'rows' | 'total'>) => ({
  values: rows,
  total,
})

/** Containers on nodes, leaving nodes, on arrows; values on nodes, previous nodes, on arrows. */
interface Counted {
  readonly containers: readonly number[]
  readonly values: ArrayLike<number>
  readonly total: number
  readonly secondary: ArrayLike<number> | null
}

function canvasPicture(
  request: CanvasRequest,
  graph: CanvasGraph,
  { containers, values, total, secondary }: Counted,
): Pick<CanvasResult, 'nodes' | 'arrows'> {
  const { ids, arrows, starts } = graph
  const size = ids.length
  const names = request.nodes.map(({ id, name }) => name ?? id)
  const hasNext = (node: number) => arrows.some(([from]) => from === node)
  const nodes = ids.map((id, node) => {
    const whole = starts[node]!.length === 1 ? values[starts[node]![0]!]! : total
    const isStart = graph.before[node] === 0
    const fallout = hasNext(node) ? containers[node]! - containers[size + node]! : 0
    return {
      id,
      name: names[node]!,
      value: orNull(values[node]!),
      ...(secondary ? { secondary: orNull(secondary[node]!) } : {}),
      containers: containers[node]!,
      fallout,
      falloutShare: orNull(fallout / containers[node]!),
      ofStart: orNull(values[node]! / whole),
      ofPrevious: orNull(values[node]! / (isStart ? values[node]! : values[size + node]!)),
      ofTotal: orNull(values[node]! / total),
    }
  })
  const taken = containers.slice(2 * size)
  const drawn = arrows.map(([from, to], index) => ({
    from: ids[from]!,
    to: ids[to]!,
    containers: taken[index]!,
    share: orNull(taken[index]! / containers[from]!),
    fallout: containers[from]! - taken[index]!,
    value: orNull(values[2 * size + index]!),
  }))
  return { nodes, arrows: drawn }
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** In words and ids; `best` is undefined where there are too many paths. */
function captionOf(
  { nodes, arrows }: CanvasRequest,
  best: BestPath | null | undefined,
): Pick<CanvasResult, 'caption' | 'bestPath'> {
  const none = (caption: string) => ({ caption, bestPath: null })
  if (arrows.length === 0) return none('No path is drawn.')
  if (best === undefined) return none(`More than ${MOST_PATHS} paths are drawn; none is judged.`)
  if (best === null) return none('Nobody completed a path.')
  const path = best.nodes.map((node) => nodes[node]!)
  const names = path.map(({ id, name }) => name ?? id).join(' → ')
  const percent = Math.round(best.rate * 1000) / 10
  return {
    caption: `The path with the highest conversion rate is ${names}, with ${percent} %.`,
    bestPath: { nodes: path.map(({ id }) => id), rate: best.rate },
  }
}

const ruleOf = ({ container, arrows }: CanvasRequest): string => {
  const [who, same] = container === 'session' ? ['Sessions', 'session'] : ['People', 'person']
  const comes = `${who} are at a node that they came to along some path of arrows, each node on a later event of the ${same}, with anything between`
  return arrows.length === 0
    ? `${comes}.`
    : `${comes}; fallout are those who followed none of its arrows.`
}

function canvasWords(c: Compilation, { container, metric, arrows }: CanvasRequest): string[] {
  const who = container === 'session' ? 'sessions' : 'people'
  return [
    `A node has the ${who} that came to it along some path of arrows, each node on a later event, with anything between.`,
    `Its value is ${namesIn(c).metric(metric)} on the events that fulfil the node, from the moment that the path reached the node before it.`,
    ...(arrows.length > 0
      ? [`The best path has most ${who} at its end who went along it, of those at its start.`]
      : []),
    ...(arrows.length > 0 ? [`Fallout are the ${who} that followed none of its arrows.`] : []),
  ]
}
