import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { GridCell } from './grid-model.ts'
import { LineDrawing } from './line-drawing.tsx'

/** The texts of a cell side by side, each with room of its own; a bar lies below them, never behind. */
export function CellContent({ cell }: { readonly cell: GridCell }) {
  const { text, detail, bar, change, line, flag, said } = cell
  return (
    <>
      {flag !== undefined && (
        <span aria-hidden="true" title={flag} className={flagMark}>
          ◆
        </span>
      )}
      {line !== undefined && <LineDrawing line={line} />}
      {text !== '' && <span className={main}>{text}</span>}
      {detail !== undefined && <span className={side}> {detail}</span>}
      {change !== undefined && (
        <span className={changed({ verdict: change.verdict })}> {change.text}</span>
      )}
      {flag !== undefined && <span className={hidden}> {flag}</span>}
      {said !== undefined && <span className={hidden}> {said}</span>}
      {bar !== undefined && (
        <span aria-hidden="true" className={track}>
          <span className={filled} style={{ width: `${Math.max(0, Math.min(1, bar)) * 100}%` }} />
        </span>
      )}
    </>
  )
}

const main = style({ overflow: 'hidden', textOverflow: 'ellipsis', flexShrink: 1, minWidth: 24 })
const side = style({
  color: 'neutral-subdued',
  font: 'ui-xs',
  minWidth: 44,
  textAlign: 'end',
  flexShrink: 0,
})
/** Where there is too little room, it goes before the number does. */
const changed = style({
  font: 'ui-xs',
  minWidth: 52,
  textAlign: 'end',
  flexShrink: 1,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  color: { verdict: { good: 'positive-1000', bad: 'negative-1000', neutral: 'neutral-subdued' } },
})
const flagMark = style({ color: 'orange-900', font: 'ui-xs', flexShrink: 0 })
const track = style({ position: 'absolute', insetX: 8, bottom: 2, height: 2 })
const filled = style({
  display: 'block',
  height: 'full',
  borderRadius: 'sm',
  backgroundColor: 'blue-500',
})
const hidden = style({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
})
