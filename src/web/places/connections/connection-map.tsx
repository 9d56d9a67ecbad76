import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Size } from '../../charts/box.ts'
import { ChartFrame, type Drawing } from '../../charts/chart-frame.tsx'
import { fitText } from '../../charts/fit-text.ts'
import type { ChartMark } from '../../charts/mark.ts'
import { noFigure, printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { layOutMap, type PlacedLink, type PlacedNode, ROW } from './map-layout.ts'
import type { ConnectionMap as Map, MapLink, MapNode } from './map-of.ts'

interface ConnectionMapProps {
  readonly label: string
  readonly map: Map
  /** The dataset that is told of below. */
  readonly chosen: string | undefined
  readonly onChoose: (dataset: string) => void
}

/** Datasets, and how they are joined: the more people two have in common, the thicker the arc. */
export function ConnectionMap({ label, map, chosen, onChoose }: ConnectionMapProps) {
  const draw = (size: Size): Drawing => {
    const { nodes, arcs, lines } = layOutMap(map, size)
    return {
      shapes: (
        <>
          {lines.map((line) => (
            <path key={keyOf(line.link)} d={line.path} className={lineStyle} fill="none" />
          ))}
          {arcs.map((arc) => (
            <Arc key={keyOf(arc.link)} arc={arc} />
          ))}
          {nodes.map((node) => (
            <Node key={node.node.dataset} placed={node} isChosen={node.node.dataset === chosen} />
          ))}
        </>
      ),
      marks: [...arcs.map(arcMark), ...nodes.map((node) => nodeMark(node, map.links, onChoose))],
    }
  }
  const events = map.nodes.filter(({ type }) => type === 'event').length
  const rows = Math.max(events, map.nodes.length - events)
  return (
    <ChartFrame
      label={label}
      table={tableOf(map)}
      height={rows * ROW}
      draw={draw}
      note={texts.connections.mapNote}
    />
  )
}

const keyOf = ({ from, to }: MapLink): string => `${from}/${to}`

function Arc({ arc: { path, thickness, x, y, link } }: { readonly arc: PlacedLink }) {
  const people = link.people === null ? '' : printFigure(link.people)
  return (
    <g>
      <path
        d={path}
        strokeWidth={thickness}
        fill="none"
        className={arcStyle({ isNone: link.people === 0 })}
      />
      <text
        x={x}
        y={y + 4}
        textAnchor="middle"
        strokeWidth="4"
        paintOrder="stroke"
        className={arcText}
      >
        {people}
      </text>
    </g>
  )
}

interface NodeProps {
  readonly placed: PlacedNode
  readonly isChosen: boolean
}

function Node({ placed: { node, x, y, width, height }, isChosen }: NodeProps) {
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx="8"
        strokeWidth={isChosen ? 2 : 1}
        className={nodeStyle({ isChosen })}
      />
      <text x={x + 12} y={y + 22} className={nameText}>
        {fitText(node.dataset, width - 24)}
      </text>
      <text x={x + 12} y={y + 40} className={factText}>
        {fitText(describe(node), width - 24)}
      </text>
    </g>
  )
}

function describe({ type, rows, people }: MapNode): string {
  const { rowsOf, peopleOf } = texts.connections
  const all = rowsOf(texts.data.types[type], printFigure(rows))
  return people === null ? all : `${all} · ${peopleOf(printFigure(people))}`
}

function arcMark({ link, x, y }: PlacedLink): ChartMark {
  const { people, by } = link
  const t = texts.connections
  const title = t.between(link.from, link.to)
  const shared = printFigure(people)
  return {
    id: keyOf(link),
    name: `${title}: ${t.shared} ${shared}, ${t.by} ${by.join(', ') || noFigure}`,
    column: 0,
    row: Math.round(y / 4),
    x,
    y,
    hit: { x: x - 20, y: y - 16, width: 40, height: 32 },
    title,
    lines: [
      { name: t.shared, value: shared },
      { name: t.by, value: by.join(', ') || noFigure },
    ],
  }
}

function nodeMark(
  { node, ...box }: PlacedNode,
  links: readonly MapLink[],
  onChoose: (dataset: string) => void,
): ChartMark {
  const own = links.filter(({ from, to }) => from === node.dataset || to === node.dataset)
  return {
    id: node.dataset,
    name: `${node.dataset}: ${describe(node)}`,
    column: node.type === 'event' ? 1 : 2,
    row: Math.round((box.y + box.height / 2) / 4),
    x: box.x + box.width / 2,
    y: box.y,
    hit: box,
    ring: box,
    isAbove: true,
    title: node.dataset,
    lines: own.map((link) => ({
      name: link.from === node.dataset ? link.to : link.from,
      value: link.by.join(', ') || noFigure,
    })),
    onAct: () => onChoose(node.dataset),
  }
}

function tableOf({ nodes, links }: Map) {
  const t = texts.connections
  return {
    columns: [texts.data.dataset, t.joinedTo, t.by, t.shared],
    rows: [
      ...links.map(({ from, to, by, people }) => [from, to, by.join(', '), printFigure(people)]),
      ...nodes
        .filter(({ dataset }) => !links.some(({ from, to }) => from === dataset || to === dataset))
        .map(({ dataset }) => [dataset, t.nothing, noFigure, noFigure]),
    ],
  }
}

const lineStyle = style({ stroke: 'gray-400' })
const arcStyle = style({ stroke: { default: 'blue-700', isNone: 'gray-300' } })
const arcText = style({
  font: 'ui-sm',
  fill: 'gray-1000',
  stroke: 'gray-25',
  fontVariantNumeric: 'tabular-nums',
})
const nodeStyle = style({
  fill: 'gray-25',
  stroke: { default: 'gray-400', isChosen: 'blue-900' },
})
const nameText = style({ font: 'ui', fontWeight: 'bold', fill: 'gray-1000' })
const factText = style({ font: 'ui-xs', fill: 'gray-800', fontVariantNumeric: 'tabular-nums' })
