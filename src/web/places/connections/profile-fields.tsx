import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { AttributeSetting } from '../../../model/definitions/profile-settings.ts'
import type { ConnectionDocument } from '../../api/index.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { texts } from '../../texts/index.ts'
import { orNothing, ruleOf, setAttribute, sourcesOf, toAttribute } from './edit-connection.ts'
import { TextRows } from './text-rows.tsx'

type Profile = NonNullable<ConnectionDocument['profile']>

interface ProfileFieldsProps {
  readonly profile: Profile | undefined
  readonly allPaths: readonly string[]
  readonly datasets: readonly string[]
  readonly onChange: (profile: Profile | undefined) => void
}

/** What is kept of each person. */
export function ProfileFields({ profile = {}, allPaths, datasets, onChange }: ProfileFieldsProps) {
  const t = texts.connection
  const { keep, attributes = {}, eventFields } = profile
  const set = (part: Partial<Profile>) => onChange(orNothing({ ...profile, ...part }))
  const setOne = (name: string, setting: AttributeSetting | undefined) =>
    set({ attributes: setAttribute(profile.attributes, name, setting) })
  const left = ['*', ...allPaths].filter((path) => !Object.hasOwn(attributes, path))
  return (
    <div className={style({ display: 'grid', gap: 12, minWidth: 0 })}>
      <ChoicePicker
        label={t.keep}
        value={keep === undefined ? 'default' : keep ? 'yes' : 'no'}
        choices={t.keeps}
        onChange={(next) => set({ keep: next === 'default' ? undefined : next === 'yes' })}
      />
      {Object.entries(attributes).map(([name, setting]) => (
        <Attribute
          key={name}
          name={name}
          setting={setting}
          choices={[...datasets, ...allPaths]}
          onChange={(next) => setOne(name, next)}
        />
      ))}
      <ComponentAdder
        label={t.addAttribute}
        placeholder={t.attributePlaceholder}
        groups={[
          {
            name: t.attribute,
            choices: left.map((id) => ({ id, name: id === '*' ? t.allOthers : id })),
          },
        ]}
        onAdd={(name) => setOne(name, 'latest')}
      />
      <TextRows
        label={t.eventFields}
        one={t.field}
        choices={allPaths}
        value={eventFields ?? []}
        onChange={(fields) => set({ eventFields: fields.length === 0 ? undefined : [...fields] })}
      />
    </div>
  )
}

interface AttributeProps {
  readonly name: string
  readonly setting: AttributeSetting
  readonly choices: readonly string[]
  readonly onChange: (setting: AttributeSetting | undefined) => void
}

function Attribute({ name, setting, choices, onChange }: AttributeProps) {
  const t = texts.connection
  const rule = ruleOf(setting)
  const shown = name === '*' ? t.allOthers : name
  return (
    <section aria-label={shown} className={style({ display: 'grid', gap: 8, paddingStart: 16 })}>
      <div className={style({ display: 'flex', alignItems: 'end', gap: 8 })}>
        <ChoicePicker
          label={shown}
          value={rule}
          choices={t.rules}
          onChange={(next) => onChange(toAttribute(next, sourcesOf(setting)))}
        />
        <ActionButton size="S" aria-label={t.removeOf(shown)} onPress={() => onChange(undefined)}>
          {t.remove}
        </ActionButton>
      </div>
      <TextRows
        label={rule === 'source-order' ? t.order : t.from}
        one={t.source}
        choices={choices}
        value={sourcesOf(setting)}
        isOrdered={rule === 'source-order'}
        onChange={(sources) => onChange(toAttribute(rule, sources))}
      />
    </section>
  )
}
