import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

export interface LegendEntry {
  readonly name: string
  readonly color: string
  /** A line is drawn as one, dashed where it is not what happened. */
  readonly look?: 'area' | 'line' | 'dashed'
}

interface LegendProps {
  readonly entries: readonly LegendEntry[]
  readonly children: ReactNode
}

/** What the colours mean; `children` are buttons at its end. */
export function Legend({ entries, children }: LegendProps) {
  return (
    <div className={row}>
      <ul className={list}>
        {entries.map(({ name, color, look = 'area' }) => (
          <li key={name} className={entry}>
            <svg width="14" height="10" aria-hidden="true" className={style({ flexShrink: 0 })}>
              {look === 'area' ? (
                <rect x="2" width="10" height="10" rx="3" style={{ fill: color }} />
              ) : (
                <path
                  d="M0 5H14"
                  style={{ stroke: color }}
                  strokeWidth="2"
                  strokeDasharray={look === 'dashed' ? '4 2' : undefined}
                />
              )}
            </svg>
            <span className={style({ truncate: true })} title={name}>
              {name}
            </span>
          </li>
        ))}
      </ul>
      <span data-screen-only>{children}</span>
    </div>
  )
}

const row = style({ display: 'flex', alignItems: 'start', gap: 8, minHeight: 24, minWidth: 0 })
const list = style({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 12,
  rowGap: 4,
  flexGrow: 1,
  minWidth: 0,
  margin: 0,
  padding: 0,
  paddingTop: 4,
  listStyleType: 'none',
  font: 'ui-xs',
  color: 'neutral-subdued',
})
const entry = style({ display: 'flex', alignItems: 'center', gap: 4, minWidth: 0, maxWidth: 192 })
