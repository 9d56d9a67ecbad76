import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { printPercent } from '../components/figures.ts'
import { texts } from '../texts/index.ts'
import type { Box, Size } from './box.ts'
import { ChartFrame, type Drawing } from './chart-frame.tsx'
import type { Slice } from './donut-layout.ts'
import { fitText } from './fit-text.ts'
import { squarify } from './treemap-layout.ts'

interface TreemapProps {
  readonly label: string
  readonly sliceName: string
  readonly measure: string
  /** Largest first. */
  readonly slices: readonly Slice[]
  readonly note?: string | undefined
  readonly actOn?: ((key: string) => ((element: Element) => void) | undefined) | undefined
}

/** Shares of a whole as areas, with their names where these fit. */
export function Treemap({ label, sliceName, measure, slices, note, actOn }: TreemapProps) {
  const whole = slices.reduce((sum, { value }) => sum + value, 0) || 1
  const draw = (size: Size): Drawing => {
    const boxes = squarify(
      slices.map(({ value }) => value),
      { x: 0, y: 0, ...size },
    )
    return {
      shapes: slices.map((slice, k) => (
        <Area key={slice.key} slice={slice} box={boxes[k] as Box} share={slice.value / whole} />
      )),
      marks: slices.map((slice, k) => {
        const box = boxes[k] as Box
        const onAct = actOn?.(slice.key)
        return {
          id: slice.key,
          name: `${slice.name}, ${measure}: ${slice.print}, ${printPercent(slice.value / whole)}`,
          column: k,
          row: 0,
          x: box.x + box.width / 2,
          y: box.y + box.height / 2,
          hit: box,
          ring: inset(box, 2),
          title: slice.name,
          lines: [
            { name: measure, value: slice.print },
            { name: texts.charts.share, value: printPercent(slice.value / whole) },
          ],
          ...(onAct && { onAct }),
        }
      }),
    }
  }
  return (
    <ChartFrame
      label={label}
      table={{
        columns: [sliceName, measure, texts.charts.share],
        rows: slices.map(({ name, print, value }) => [name, print, printPercent(value / whole)]),
      }}
      note={note}
      height={260}
      draw={draw}
    />
  )
}

const inset = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: Math.max(0, width - by * 2),
  height: Math.max(0, height - by * 2),
})

interface AreaProps {
  readonly slice: Slice
  readonly box: Box
  readonly share: number
}

function Area({ slice, box, share }: AreaProps) {
  const hasName = box.width > 44 && box.height > 22
  const hasValue = hasName && box.height > 42
  return (
    <g className={style({ color: 'neutral' })}>
      <rect {...inset(box, 1)} rx="3" style={{ fill: slice.color }} />
      {hasName && (
        <text x={box.x + 8} y={box.y + 18} className={nameText}>
          {fitText(slice.name, (box.width - 14) * 0.94)}
        </text>
      )}
      {hasValue && (
        <text
          x={box.x + 8}
          y={box.y + 34}
          className={style({ font: 'ui-xs', fill: 'currentColor' })}
        >
          {fitText(`${slice.print} · ${printPercent(share)}`, box.width - 14)}
        </text>
      )}
    </g>
  )
}

const nameText = style({ font: 'ui-xs', fontWeight: 'bold', fill: 'currentColor' })
