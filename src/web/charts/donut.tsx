import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { printPercent } from '../components/figures.ts'
import { texts } from '../texts/index.ts'
import type { Size } from './box.ts'
import { ChartFrame, type Drawing } from './chart-frame.tsx'
import { layOutDonut, type PlacedSlice, type Slice } from './donut-layout.ts'
import { fitText } from './fit-text.ts'

interface DonutProps {
  readonly label: string
  /** What slices are, and what they are of. */
  readonly sliceName: string
  readonly measure: string
  readonly slices: readonly Slice[]
  /** In the middle. */
  readonly total: string
  readonly note?: string | undefined
  readonly actOn?: ((key: string) => ((element: Element) => void) | undefined) | undefined
}

const ROW = 20
const LIST = 200

/** Shares of a whole as a ring, with their names beside it where there is room. */
export function Donut({ label, sliceName, measure, slices, total, note, actOn }: DonutProps) {
  const draw = (size: Size): Drawing => {
    const hasList = size.width >= 340
    const radius = Math.max(
      24,
      Math.min(size.height, hasList ? size.width - LIST : size.width) / 2 - 4,
    )
    const [x, y] = [hasList ? radius + 4 : size.width / 2, size.height / 2]
    const placed = layOutDonut(slices, radius)
    return {
      shapes: (
        <>
          <g transform={`translate(${x} ${y})`}>
            {placed.map(({ key, path, color }) => (
              <path
                key={key}
                d={path}
                style={{ fill: color, stroke: 'light-dark(#fff, #1d1d1d)' }}
                strokeWidth="1.5"
              />
            ))}
            <Middle total={total} measure={measure} radius={radius} />
          </g>
          {hasList && <Names slices={placed} x={radius * 2 + 28} size={size} />}
        </>
      ),
      marks: placed.map((slice, k) => {
        const onAct = actOn?.(slice.key)
        const reach = radius * 0.19
        return {
          id: slice.key,
          name: `${slice.name}, ${measure}: ${slice.print}, ${printPercent(slice.share)}`,
          column: k,
          row: 0,
          x: x + slice.x,
          y: y + slice.y,
          hit: { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 },
          ring: {
            x: x + slice.x - reach,
            y: y + slice.y - reach,
            width: reach * 2,
            height: reach * 2,
          },
          title: slice.name,
          lines: [
            { name: measure, value: slice.print, color: slice.color },
            { name: texts.charts.share, value: printPercent(slice.share) },
          ],
          ...(onAct && { onAct }),
        }
      }),
    }
  }
  const whole = slices.reduce((sum, { value }) => sum + Math.max(0, value), 0) || 1
  return (
    <ChartFrame
      label={label}
      table={{
        columns: [sliceName, measure, texts.charts.share],
        rows: slices.map(({ name, print, value }) => [
          name,
          print,
          printPercent(Math.max(0, value) / whole),
        ]),
      }}
      note={note}
      draw={draw}
    />
  )
}

function Middle({ total, measure, radius }: { total: string; measure: string; radius: number }) {
  if (radius < 56) return null
  return (
    <g className={style({ color: 'neutral' })} textAnchor="middle">
      <text y={2} className={style({ font: 'title', fill: 'currentColor' })}>
        {fitText(total, radius * 1.1)}
      </text>
      <text y={18} className={nameText}>
        {fitText(measure, radius * 1.1)}
      </text>
    </g>
  )
}

interface NamesProps {
  readonly slices: readonly PlacedSlice[]
  readonly x: number
  readonly size: Size
}

function Names({ slices, x, size }: NamesProps) {
  const shown = slices.slice(0, Math.max(1, Math.floor(size.height / ROW)))
  const top = (size.height - shown.length * ROW) / 2
  const end = Math.min(size.width, x + 260)
  return shown.map(({ key, name, color, share }, k) => (
    <g
      key={key}
      className={style({ color: 'neutral' })}
      transform={`translate(0 ${top + k * ROW})`}
    >
      <rect x={x} y={5} width="10" height="10" rx="3" style={{ fill: color }} />
      <text x={x + 16} y={14} className={nameText}>
        {fitText(name, end - x - 66)}
      </text>
      <text x={end} y={14} textAnchor="end" className={nameText}>
        {printPercent(share)}
      </text>
    </g>
  ))
}

const nameText = style({ font: 'ui-xs', fill: 'currentColor', fontVariantNumeric: 'tabular-nums' })
