import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Size } from '../../charts/box.ts'
import { ChartFrame, type Drawing } from '../../charts/chart-frame.tsx'
import type { ChartMark } from '../../charts/mark.ts'
import { categoryColor } from '../../charts/palette.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { Measure } from '../parts/measure.ts'
import { findPlaces, type Place } from './find-places.ts'
import { drawShape, fitProjection, type PlacedPlace, placePoints } from './lay-out-map.ts'
import { borders, findCountry, land } from './world.ts'

interface MapChartProps {
  readonly result: FreeformResult
  readonly dimensions: readonly string[]
  readonly label: string
  readonly placeName: string
  readonly measure: Measure
  readonly isWorld: boolean
  readonly actOn: (place: Place) => ((element: Element) => void) | undefined
}

/** Places as points on a map, larger with their number. */
export function MapChart({
  result,
  dimensions,
  label,
  placeName,
  measure,
  isWorld,
  actOn,
}: MapChartProps) {
  const { places, nowhere } = findPlaces(result, dimensions, findCountry)
  if (places.length === 0) {
    return <EmptyState title={texts.map.nowhere}>{texts.map.nowhereHint}</EmptyState>
  }
  const draw = (size: Size): Drawing => {
    const projection = fitProjection(isWorld ? [] : places, size)
    const points = placePoints(places, projection)
    return {
      shapes: (
        <>
          <path d={drawShape(projection, land)} className={ground} />
          <path d={drawShape(projection, borders)} className={border} />
          {points.map(({ key, x, y, radius }) => (
            <circle key={key} cx={x} cy={y} r={radius} fillOpacity="0.55" style={color} />
          ))}
        </>
      ),
      // The last that is drawn is met first by a pointer.
      marks: points.map((each) => markOf(each, measure, actOn(each))),
    }
  }
  return (
    <ChartFrame
      label={label}
      table={{
        columns: [placeName, measure.name, texts.map.latitude, texts.map.longitude],
        rows: places.map(({ name, value, at: [longitude, latitude] }) => [
          name,
          measure.print(value),
          printFigure(latitude),
          printFigure(longitude),
        ]),
      }}
      height={260}
      note={noteOf(places.length, result, nowhere)}
      draw={draw}
    />
  )
}

function markOf(
  { key, name, value, x, y, radius }: PlacedPlace,
  { name: measure, print }: Measure,
  onAct: ((element: Element) => void) | undefined,
): ChartMark {
  const box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
  return {
    id: key,
    name: `${name}, ${measure}: ${print(value)}`,
    column: Math.round(x),
    row: Math.round(y),
    x,
    y,
    hit: box,
    ring: box,
    title: name,
    lines: [{ name: measure, value: print(value) }],
    ...(onAct && { onAct }),
  }
}

/** What is not on the map, and why. */
function noteOf(
  shown: number,
  { rowCount, rows }: FreeformResult,
  nowhere: readonly string[],
): string | undefined {
  const parts = [
    rows.length < rowCount
      ? texts.charts.leftOut(printFigure(rows.length), printFigure(rowCount))
      : [],
    nowhere.length > 0
      ? texts.map.notPlaced(printFigure(shown), printFigure(nowhere.length), nowhere.slice(0, 5))
      : [],
  ].flat()
  return parts.length === 0 ? undefined : parts.join(' ')
}

const ground = style({ fill: 'gray-100', stroke: 'gray-300', strokeWidth: 1 })
const border = style({ fill: 'none', stroke: 'gray-300', strokeWidth: 1 })
const color = { fill: categoryColor(0), stroke: categoryColor(0) }
