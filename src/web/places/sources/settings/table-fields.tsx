import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { Controls } from '../../../components/controls.tsx'
import { texts } from '../../../texts/index.ts'
import {
  isOverlap,
  type Polled,
  printOverlap,
  readOverlap,
  type SourceProps,
} from '../source-document.ts'
import { EveryFields } from './every-fields.tsx'

interface TableFieldsProps extends Pick<SourceProps, 'change'> {
  readonly table: Polled
}

/** Which table of a database is read, by which cursor, and when. */
export function TableFields({ table, change }: TableFieldsProps) {
  const t = texts.sources
  const set = (part: Partial<Polled>) => change({ table: { ...table, ...part } })
  return (
    <>
      <div className={style({ display: 'flex', flexWrap: 'wrap', gap: 16 })}>
        {(['url', 'table', 'cursor'] as const).map((field) => (
          <TextField
            key={field}
            label={t.fields[field].label}
            description={t.fields[field].hint}
            size="S"
            value={table[field]}
            onChange={(value) => set({ [field]: value })}
            isRequired
            styles={style({ width: 288 })}
          />
        ))}
        <TextField
          label={t.overlap}
          description={t.overlapHint}
          size="S"
          value={printOverlap(table.overlap)}
          onChange={(text) => set({ overlap: readOverlap(text) })}
          isInvalid={!isOverlap(table.overlap)}
          errorMessage={t.overlapHint}
          styles={style({ width: 288 })}
        />
      </div>
      <Controls>
        <EveryFields value={table.every ?? '5m'} onChange={(every) => set({ every })} />
      </Controls>
    </>
  )
}
