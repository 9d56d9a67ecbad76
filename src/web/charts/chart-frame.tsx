import { ActionButton } from '@react-spectrum/s2/ActionButton'
import ChartTrend from '@react-spectrum/s2/icons/ChartTrend'
import Table from '@react-spectrum/s2/icons/Table'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ReactNode, useRef, useState } from 'react'
import { texts } from '../texts/index.ts'
import type { Size } from './box.ts'
import { ChartTable, type TableContent } from './chart-table.tsx'
import { HoverCard } from './hover-card.tsx'
import { Legend, type LegendEntry } from './legend.tsx'
import { MarkLayer } from './mark-layer.tsx'
import type { ChartMark } from './mark.ts'
import { useSize } from './use-size.ts'

export interface Drawing {
  readonly shapes: ReactNode
  readonly marks: readonly ChartMark[]
}

interface ChartFrameProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string
  readonly legend?: readonly LegendEntry[]
  readonly table: TableContent
  /** Where what surrounds it leaves the height open. Pixels. */
  readonly height?: number
  /** What is not shown, and why. */
  readonly note?: string | undefined
  readonly draw: (size: Size) => Drawing
}

/** What all charts share: room that is measured, legend, card, keys, and a table instead of it. */
export function ChartFrame({
  label,
  legend = [],
  table,
  height = 220,
  note,
  draw,
}: ChartFrameProps) {
  const [isTable, setTable] = useState(false)
  const Icon = isTable ? ChartTrend : Table
  return (
    <figure aria-label={label} className={frame}>
      <Legend entries={legend}>
        <ActionButton
          size="XS"
          isQuiet
          aria-label={isTable ? texts.charts.asChart : texts.charts.asTable}
          onPress={() => setTable(!isTable)}
        >
          <Icon />
        </ActionButton>
      </Legend>
      {isTable ? (
        <ChartTable label={label} content={table} />
      ) : (
        <Canvas height={height} label={label} draw={draw} />
      )}
      {note !== undefined && <p className={noteLine}>{note}</p>}
    </figure>
  )
}

interface CanvasProps extends Pick<ChartFrameProps, 'draw' | 'label'> {
  readonly height: number
}

/** The drawing itself: it takes the room that there is and leaves it as it is. */
function Canvas({ height, label, draw }: CanvasProps) {
  const [room, size] = useSize<HTMLDivElement>()
  const leaving = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<string | null>(null)
  const drawing = size === null || size.width < 40 ? null : draw(size)
  const mark = drawing?.marks.find(({ id }) => id === shown)
  return (
    <div ref={leaving} tabIndex={-1} className={canvas} style={{ minHeight: height }}>
      <div ref={room} className={style({ position: 'absolute', inset: 0 })}>
        {size !== null && drawing !== null && (
          <svg
            width={size.width}
            height={size.height}
            role="group"
            aria-label={label}
            aria-description={texts.charts.keys}
            className={style({ display: 'block', overflow: 'visible' })}
          >
            <g aria-hidden="true">{drawing.shapes}</g>
            <MarkLayer
              marks={drawing.marks}
              size={size}
              shown={shown}
              onShow={(next) => setShown(next?.id ?? null)}
              onLeave={() => leaving.current?.focus()}
            />
          </svg>
        )}
        {size !== null && mark !== undefined && <HoverCard mark={mark} size={size} />}
      </div>
    </div>
  )
}

const frame = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 4,
  margin: 0,
  minWidth: 0,
  minHeight: 0,
  flexGrow: 1,
})
const canvas = style({ position: 'relative', flexGrow: 1, minWidth: 0, outlineStyle: 'none' })
const noteLine = style({ font: 'ui-xs', color: 'neutral-subdued', margin: 0 })
