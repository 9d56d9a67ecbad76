import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import type { DatasetType } from '../../../model/definitions/dataset.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import { BackfillFields } from './backfill-fields.tsx'
import type { Entry } from './edit-connection.ts'
import { IdField } from './id-field.tsx'
import { IdentityRows } from './identity-rows.tsx'
import { PathField } from './path-field.tsx'
import { StitchFields } from './stitch-fields.tsx'
import { TextRows } from './text-rows.tsx'

interface EntryFormProps {
  readonly entry: Entry
  /** Unknown before anything was imported. */
  readonly type: DatasetType | undefined
  /** Of the dataset's fields. */
  readonly paths: readonly string[]
  /** Of fields of all datasets, each with its dataset in front. */
  readonly allPaths: readonly string[]
  readonly spaces: readonly string[]
  readonly onChange: (part: Partial<Entry>) => void
  readonly onRemove: () => void
}

/** The part that a dataset has in a connection, as its type asks for it. */
export function EntryForm(props: EntryFormProps) {
  const { entry, type, onChange, onRemove } = props
  const t = texts.connection
  const has = (...types: readonly DatasetType[]) => type === undefined || types.includes(type)
  return (
    <section aria-label={entry.dataset} className={part}>
      <div className={style({ display: 'flex', alignItems: 'center', gap: 8 })}>
        <h3 className={style({ font: 'title-sm', margin: 0, flexGrow: 1 })}>
          {entry.dataset}{' '}
          <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
            {type === undefined ? t.unknownType : texts.data.types[type]}
          </span>
        </h3>
        <ActionButton size="S" aria-label={t.removeOf(entry.dataset)} onPress={onRemove}>
          {t.remove}
        </ActionButton>
      </div>
      {has('event', 'profile') && <PersonFields {...props} />}
      {has('event') && <StitchFields {...props} />}
      {has('lookup') && <LookupFields {...props} />}
      {has('summary') && (
        <ChoicePicker
          label={t.granularity}
          value={entry.granularity ?? ''}
          choices={{
            ...(entry.granularity === undefined && { '': t.none }),
            ...t.granularities,
          }}
          onChange={(granularity) =>
            onChange({ granularity: granularity === '' ? undefined : granularity })
          }
        />
      )}
      <BackfillFields entry={entry} onChange={onChange} />
      <Switch
        size="S"
        isSelected={entry.importNewData !== false}
        onChange={(isOn) => onChange({ importNewData: isOn ? undefined : false })}
      >
        {t.importNewData}
      </Switch>
    </section>
  )
}

function PersonFields({ entry, paths, spaces, onChange }: EntryFormProps) {
  const t = texts.connection
  return (
    <>
      <IdField
        label={t.personId}
        paths={paths}
        value={entry.personId}
        onChange={(personId) => onChange({ personId })}
      />
      <Controls>
        <PathField
          label={t.namespace}
          paths={[]}
          value={entry.namespace ?? ''}
          onChange={(namespace) => onChange({ namespace: namespace || undefined })}
        />
        <ChoicePicker
          label={t.space}
          value={entry.space ?? ''}
          choices={{
            '': t.none,
            ...Object.fromEntries(
              [...spaces, ...(entry.space ? [entry.space] : [])].map((id) => [id, id]),
            ),
          }}
          onChange={(space) => onChange({ space: space || undefined })}
        />
      </Controls>
      <IdentityRows
        identities={entry.identities ?? []}
        paths={paths}
        onChange={(identities) =>
          onChange({ identities: identities.length === 0 ? undefined : [...identities] })
        }
      />
    </>
  )
}

function LookupFields({ entry, paths, allPaths, onChange }: EntryFormProps) {
  const t = texts.connection
  return (
    <>
      <PathField
        label={t.key}
        paths={paths}
        value={entry.key ?? ''}
        onChange={(key) => onChange({ key: key || undefined })}
      />
      <TextRows
        label={t.matches}
        one={t.match}
        choices={allPaths}
        value={entry.matches ?? []}
        onChange={(matches) =>
          onChange({ matches: matches.length === 0 ? undefined : [...matches] })
        }
      />
    </>
  )
}

const part = style({
  display: 'grid',
  gap: 12,
  minWidth: 0,
  paddingBottom: 16,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
