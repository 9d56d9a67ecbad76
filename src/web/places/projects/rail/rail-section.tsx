import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ReactNode, useState } from 'react'
import { texts } from '../../../texts/index.ts'
import { DimensionRow } from './dimension-row.tsx'
import { keyOf, type RailEntry } from './rail-entry.ts'
import { RailRow } from './rail-row.tsx'

interface RailSectionProps {
  readonly title: string
  readonly entries: readonly RailEntry[]
  readonly dataView: string
  /** A link to where one more is made. */
  readonly adder?: ReactNode
}

/** More than fit at a glance are shown when they are asked for. */
const FIRST = 8

/** Components of one kind. */
export function RailSection({ title, entries, dataView, adder }: RailSectionProps) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? entries : entries.slice(0, FIRST)
  return (
    <section aria-label={title}>
      <div className={style({ display: 'flex', alignItems: 'center' })}>
        <h2 className={heading}>{title}</h2>
        {adder}
      </div>
      {entries.length === 0 && <p className={note}>{texts.rail.empty}</p>}
      <ul className={style({ listStyleType: 'none', margin: 0, padding: 0 })}>
        {shown.map((entry) => (
          <li key={keyOf(entry)}>
            {entry.kind === 'dimension' ? (
              <DimensionRow entry={entry} dataView={dataView} />
            ) : (
              <RailRow entry={entry} dataView={dataView} />
            )}
          </li>
        ))}
      </ul>
      {shown.length < entries.length && (
        <button type="button" className={more} onClick={() => setWhole(true)}>
          {texts.rail.showAll(entries.length)}
        </button>
      )}
    </section>
  )
}

const heading = style({
  font: 'detail-sm',
  color: 'neutral-subdued',
  margin: 0,
  paddingX: 8,
  paddingY: 4,
  flexGrow: 1,
})
const note = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0, paddingX: 8 })
const more = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  paddingX: 8,
  minHeight: 28,
  borderWidth: 0,
  backgroundColor: 'transparent',
  cursor: 'pointer',
  borderRadius: 'sm',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
