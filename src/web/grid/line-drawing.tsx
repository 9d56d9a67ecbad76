import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { GridLine } from './grid-model.ts'
import { drawLines } from './line-path.ts'

const size = { width: 64, height: 16 }

/** Decoration: what the line says stands in the cell's texts. */
export function LineDrawing({ line: { values, fitted } }: { readonly line: GridLine }) {
  const [path, fit] = drawLines(fitted === undefined ? [values] : [values, fitted], size)
  return (
    <svg
      aria-hidden="true"
      viewBox={`-2 -2 ${size.width + 4} ${size.height + 4}`}
      width={size.width + 4}
      height={size.height + 4}
      className={style({ flexShrink: 0 })}
    >
      <path d={path} fill="none" strokeWidth={1.5} className={style({ stroke: 'blue-800' })} />
      {fit !== undefined && (
        <path
          d={fit}
          fill="none"
          strokeWidth={1.5}
          strokeDasharray="4 3"
          className={style({ stroke: 'gray-600' })}
        />
      )}
    </svg>
  )
}
