import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { TextField } from '@react-spectrum/s2/TextField'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import type { Entry, Period } from './edit-connection.ts'

interface BackfillFieldsProps {
  readonly entry: Entry
  readonly onChange: (part: Partial<Entry>) => void
}

/** Which data is read that was there before the dataset was added. */
export function BackfillFields({ entry: { backfill = true }, onChange }: BackfillFieldsProps) {
  const t = texts.connection
  const kind = typeof backfill === 'boolean' ? (backfill ? 'all' : 'none') : 'periods'
  const set = (periods: readonly Period[]) =>
    onChange({ backfill: periods.length === 0 ? false : [...periods] })
  return (
    <>
      <Controls>
        <ChoicePicker
          label={t.backfill}
          value={kind}
          choices={t.backfills}
          onChange={(next) =>
            onChange({
              backfill:
                next === 'all' ? undefined : next === 'none' ? false : [{ start: '', end: '' }],
            })
          }
        />
      </Controls>
      {typeof backfill !== 'boolean' && (
        <div className={style({ display: 'grid', gap: 8, paddingStart: 16 })}>
          {backfill.map((period, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a period is typed in its place
            <div key={index} className={line}>
              <TextField
                size="S"
                label={t.periodStart(index + 1)}
                value={period.start}
                onChange={(start) => set(backfill.with(index, { ...period, start }))}
              />
              <TextField
                size="S"
                label={t.periodEnd(index + 1)}
                value={period.end}
                onChange={(end) => set(backfill.with(index, { ...period, end }))}
              />
              <ActionButton
                size="S"
                aria-label={t.removeOf(t.nth(t.period, index + 1))}
                onPress={() => set(backfill.toSpliced(index, 1))}
              >
                {t.remove}
              </ActionButton>
            </div>
          ))}
          <div>
            <ActionButton
              size="S"
              isDisabled={backfill.length >= 10}
              onPress={() => set([...backfill, { start: '', end: '' }])}
            >
              {t.add(t.period)}
            </ActionButton>
          </div>
        </div>
      )}
    </>
  )
}

const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })
