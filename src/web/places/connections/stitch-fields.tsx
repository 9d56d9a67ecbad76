import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import { DurationField } from './duration-field.tsx'
import { type Entry, pruned, type Stitch, toStitch } from './edit-connection.ts'
import { IdField } from './id-field.tsx'
import { PathField } from './path-field.tsx'

interface StitchFieldsProps {
  readonly entry: Entry
  readonly paths: readonly string[]
  readonly spaces: readonly string[]
  readonly onChange: (part: Partial<Entry>) => void
}

/** How rows without a person get the one that is known elsewhere. */
export function StitchFields({ entry: { stitch }, paths, spaces, onChange }: StitchFieldsProps) {
  const t = texts.connection
  const set = (next: Stitch) => onChange({ stitch: pruned(next) })
  return (
    <>
      <Controls>
        <ChoicePicker
          label={t.stitching}
          value={stitch?.method ?? 'none'}
          choices={t.methods}
          onChange={(method) => onChange({ stitch: toStitch(method, stitch) })}
        />
      </Controls>
      {stitch && (
        <div className={inner}>
          <IdField
            label={t.persistentId}
            paths={paths}
            value={stitch.persistentId}
            isRequired
            onChange={(persistentId) =>
              persistentId !== undefined && set({ ...stitch, persistentId })
            }
          />
          <Controls>
            <PathField
              label={t.namespaceOf(t.persistentId)}
              paths={[]}
              value={stitch.namespace}
              onChange={(namespace) => set({ ...stitch, namespace })}
            />
            {stitch.method === 'graph' && (
              <>
                <PathField
                  label={t.space}
                  paths={spaces}
                  value={stitch.space}
                  onChange={(space) => set({ ...stitch, space })}
                />
                <PathField
                  label={t.target}
                  paths={[]}
                  value={stitch.target}
                  onChange={(target) => set({ ...stitch, target })}
                />
              </>
            )}
          </Controls>
          <ReplayFields stitch={stitch} onChange={set} />
        </div>
      )}
    </>
  )
}

interface ReplayFieldsProps {
  readonly stitch: Stitch
  readonly onChange: (stitch: Stitch) => void
}

function ReplayFields({ stitch, onChange }: ReplayFieldsProps) {
  const { replay } = stitch
  const t = texts.connection
  return (
    <>
      <Switch
        size="S"
        isSelected={replay !== undefined}
        onChange={(isOn) =>
          onChange({ ...stitch, replay: isOn ? { every: '1d', lookback: '7d' } : undefined })
        }
      >
        {t.replay}
      </Switch>
      {replay && (
        <Controls>
          <DurationField
            label={t.every}
            value={replay.every}
            onChange={(every) => onChange({ ...stitch, replay: { ...replay, every } })}
          />
          <DurationField
            label={t.lookback}
            value={replay.lookback}
            onChange={(lookback) => onChange({ ...stitch, replay: { ...replay, lookback } })}
          />
        </Controls>
      )}
    </>
  )
}

const inner = style({ display: 'grid', gap: 12, paddingStart: 16, minWidth: 0 })
