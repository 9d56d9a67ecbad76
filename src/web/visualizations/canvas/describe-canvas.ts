import type {
  CanvasArrowResult,
  CanvasNodeResult,
  CanvasResult,
} from '../../../query/reports/canvas/request.ts'
import type { ReportInput } from '../../api/index.ts'
import type { TableContent } from '../../charts/chart-table.tsx'
import { noFigure, printFigure, printPercent } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { actOnMark } from '../parts/act-on-mark.ts'
import { measureOf } from '../parts/measure.ts'
import type { PanelContext } from '../visualization.ts'
import { arrowId } from './arrow-id.ts'
import type { Arrow, CanvasNodeSettings, CanvasSettings } from './canvas-settings.ts'
import { nameNode } from './canvas-words.ts'

/** A number of the drawing: what it says, and what acting on it does. */
export interface CanvasMark {
  readonly id: string
  /** The whole of it in words. */
  readonly label: string
  readonly onAct: ((element: Element) => void) | undefined
}

export interface DescribedNode extends CanvasMark {
  readonly name: string
  readonly value: string
  readonly percent: string
  readonly secondary: string | null
  /** Those who went no further; null at an end. */
  readonly lost: (CanvasMark & { readonly text: string }) | null
}

export interface DescribedArrow extends CanvasMark {
  readonly ends: Arrow
  readonly count: string
  readonly share: string
  readonly lost: string
  /** Of those at its start, 0 to 1. */
  readonly weight: number
  readonly isBest: boolean
}

export interface DescribedCanvas {
  readonly nodes: readonly DescribedNode[]
  readonly arrows: readonly DescribedArrow[]
  readonly table: TableContent
}

const t = texts.canvas

export const lostId = (node: string): string => `lost ${node}`

/** The numbers of a canvas where its settings have their places; what is not answered yet has none. */
export function describeCanvas(
  settings: CanvasSettings,
  result: CanvasResult,
  context: PanelContext,
  request: ReportInput | null,
): DescribedCanvas {
  const nodes = settings.nodes.map((node) => {
    const found = result.nodes.find(({ id }) => id === node.id)
    const isEnd = !settings.arrows.some(([from]) => from === node.id)
    return describeNode({ settings, context, request }, node, found, isEnd)
  })
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.name ?? id
  const best = result.bestPath?.nodes ?? []
  const arrows = settings.arrows.map((ends) => {
    const found = result.arrows.find(({ from, to }) => from === ends[0] && to === ends[1])
    const at = best.indexOf(ends[0])
    const isBest = at >= 0 && best[at + 1] === ends[1]
    return { ...describeArrow({ settings, context, request }, ends, found, nameOf), isBest }
  })
  return { nodes, arrows, table: tableOf(settings, context, result, nodes, arrows, nameOf) }
}

interface Around {
  readonly settings: CanvasSettings
  readonly context: PanelContext
  readonly request: ReportInput | null
}

function describeNode(
  { settings: { metric, secondaryMetric, percent, container }, context, request }: Around,
  node: CanvasNodeSettings,
  found: CanvasNodeResult | undefined,
  isEnd: boolean,
): DescribedNode {
  const { components } = context
  const { id, parts } = node
  const name = nameNode(node, components)
  const measure = measureOf(components, metric)
  const value = measure.print(found?.value)
  const share = `${printPercent(found?.[percent])} ${t.measures[percent]}`
  const second = secondaryMetric === null ? null : measureOf(components, secondaryMetric)
  const secondary = second && `${second.print(found?.secondary)} ${second.name}`
  const [part] = parts
  const items = parts.length === 1 && part && 'item' in part ? { items: [part] } : {}
  const text = t.lost(printFigure(found?.fallout), printPercent(found?.falloutShare))
  return {
    id,
    name,
    value,
    percent: share,
    secondary,
    label: [`${name}: ${value} ${measure.name}`, share, secondary].filter(Boolean).join(', '),
    onAct: actOnMark(context, request, {
      label: name,
      measure: measure.name,
      value,
      place: { node: id },
      ...items,
    }),
    lost: isEnd
      ? null
      : {
          id: lostId(id),
          text,
          label: `${name}: ${text}`,
          onAct: actOnMark(context, request, {
            label: name,
            measure: t.stayed[container],
            value: printFigure(found?.fallout),
            place: { node: id },
            except: { onward: id },
          }),
        },
  }
}

function describeArrow(
  { settings: { container }, context, request }: Around,
  ends: Arrow,
  found: CanvasArrowResult | undefined,
  nameOf: (id: string) => string,
): Omit<DescribedArrow, 'isBest'> {
  const [from, to] = [nameOf(ends[0]), nameOf(ends[1])]
  const [count, lost] = [printFigure(found?.containers), printFigure(found?.fallout)]
  const share = printPercent(found?.share)
  return {
    id: arrowId(ends),
    ends,
    count,
    share,
    lost: t.notOn(lost),
    weight: found?.share ?? 0,
    label: t.arrowSays(from, to, count, share, lost),
    onAct: actOnMark(context, request, {
      label: t.arrow(from, to),
      measure: t.went[container],
      value: count,
      place: { arrow: [...ends] },
    }),
  }
}

/** All numbers as rows: the steps, then the arrows. */
function tableOf(
  { metric, secondaryMetric, percent, container }: CanvasSettings,
  { components }: PanelContext,
  result: CanvasResult,
  nodes: readonly DescribedNode[],
  arrows: readonly DescribedArrow[],
  nameOf: (id: string) => string,
): TableContent {
  const measure = measureOf(components, metric)
  const second = secondaryMetric === null ? [] : [measureOf(components, secondaryMetric)]
  const isPeople = metric === (container === 'person' ? 'people' : 'sessions')
  return {
    columns: [
      t.step,
      measure.name,
      ...second.map(({ name }) => name),
      `${t.share}, ${t.measures[percent]}`,
      ...(isPeople ? [] : [t.who[container]]),
      t.stayed[container],
    ],
    rows: [
      ...nodes.map(({ id, name }) => {
        const found = result.nodes.find((node) => node.id === id)
        return [
          name,
          measure.print(found?.value),
          ...second.map(({ print }) => print(found?.secondary)),
          printPercent(found?.[percent]),
          ...(isPeople ? [] : [printFigure(found?.containers)]),
          printFigure(found?.fallout),
        ]
      }),
      ...arrows.map(({ ends: [from, to] }) => {
        const found = result.arrows.find((arrow) => arrow.from === from && arrow.to === to)
        return [
          t.arrow(nameOf(from), nameOf(to)),
          measure.print(found?.value),
          ...second.map(() => noFigure),
          printPercent(found?.share),
          ...(isPeople ? [] : [printFigure(found?.containers)]),
          printFigure(found?.fallout),
        ]
      }),
    ],
  }
}
