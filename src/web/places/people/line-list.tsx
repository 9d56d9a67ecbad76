import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

export interface Line {
  readonly key: string
  readonly name: string
  readonly value: ReactNode
  /** Under or behind the value, quieter. */
  readonly note?: ReactNode
}

interface LineListProps {
  readonly label: string
  readonly lines: readonly Line[]
}

/** Names at the left, what is known at the right. */
export const LineList = ({ label, lines }: LineListProps) => (
  <dl aria-label={label} className={list}>
    {lines.map(({ key, name, value, note }) => (
      <div key={key} className={line}>
        <dt className={nameStyle}>{name}</dt>
        <dd className={valueStyle}>
          <span className={style({ fontVariantNumeric: 'tabular-nums' })}>{value}</span>
          {note && <span className={style({ color: 'neutral-subdued' })}> {note}</span>}
        </dd>
      </div>
    ))}
  </dl>
)

const list = style({ display: 'grid', rowGap: 8, margin: 0, font: 'ui-sm', color: 'neutral' })
const line = style({ display: 'flex', columnGap: 12, justifyContent: 'space-between', minWidth: 0 })
const nameStyle = style({
  color: 'neutral-subdued',
  flexShrink: 0,
  maxWidth: '[45%]',
  overflowWrap: 'anywhere',
})
const valueStyle = style({ margin: 0, textAlign: 'end', minWidth: 0, overflowWrap: 'anywhere' })
