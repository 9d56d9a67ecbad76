import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { arrowPath } from './arrow-path.ts'
import type { BoardArrow } from './board-types.ts'
import { MarkBox } from './mark-box.tsx'

/** An arrow, thicker with the share of those who went along it, and its numbers. */
export function ArrowDrawing({ data }: EdgeProps<BoardArrow>) {
  if (data === undefined) return null
  const { arrow, route, direction, current, onFocus } = data
  const { line, tip, label } = arrowPath(route, direction)
  const { isBest, weight, count, share, lost } = arrow
  return (
    <>
      <path d={line} strokeWidth={1.5 + weight * 6} className={stroke({ isBest })} />
      <path d={tip} className={head({ isBest })} />
      <EdgeLabelRenderer>
        <div
          className={`nodrag nopan ${numbers}`}
          style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
        >
          <MarkBox mark={arrow} isCurrent={current === arrow.id} onFocus={onFocus}>
            <span className={style({ fontWeight: 'bold' })}>
              {count} · {share}
            </span>
            <span className={style({ color: 'neutral-subdued' })}>{lost}</span>
          </MarkBox>
        </div>
      </EdgeLabelRenderer>
    </>
  )
}

const stroke = style({
  fill: 'none',
  stroke: { default: 'gray-400', isBest: 'blue-700' },
  strokeLinecap: 'butt',
})
const head = style({ fill: { default: 'gray-400', isBest: 'blue-700' } })
const numbers = style({
  position: 'absolute',
  width: 'max',
  backgroundColor: 'layer-2',
  borderRadius: 'sm',
  pointerEvents: 'auto',
})
