import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { DimensionRow } from './dimension-row.tsx'
import { keyOf, type RailEntry } from './rail-entry.ts'
import { RailRow } from './rail-row.tsx'

interface RailListProps {
  readonly entries: readonly RailEntry[]
  readonly dataView: string
}

/** Components below each other. */
export const RailList = ({ entries, dataView }: RailListProps) => (
  <ul className={style({ listStyleType: 'none', margin: 0, padding: 0 })}>
    {entries.map((entry) => (
      <li key={keyOf(entry)}>
        {entry.kind === 'dimension' ? (
          <DimensionRow entry={entry} dataView={dataView} />
        ) : (
          <RailRow entry={entry} dataView={dataView} />
        )}
      </li>
    ))}
  </ul>
)
