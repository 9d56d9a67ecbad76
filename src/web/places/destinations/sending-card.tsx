import { Checkbox } from '@react-spectrum/s2/Checkbox'
import { CheckboxGroup } from '@react-spectrum/s2/CheckboxGroup'
import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { TextField } from '@react-spectrum/s2/TextField'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { TextChooser } from '../../components/text-chooser.tsx'
import { texts } from '../../texts/index.ts'
import { type DestinationDraftProps, unlessEmpty } from './destination-draft.ts'
import { SentLabels } from './sent-labels.tsx'
import { useKnownPeople } from './use-known-people.ts'

/** Which identities and attributes are sent, when, and for what. */
export function SendingCard({ draft, type }: DestinationDraftProps) {
  const { document, change } = draft
  const { identities = [], attributes = [], mode = 'upsert' } = document
  const known = useKnownPeople()
  return (
    <Card title={texts.destinations.sending}>
      <TextChooser
        label={texts.destinations.identities}
        placeholder={texts.destinations.addIdentity}
        none={texts.destinations.allIdentities}
        choices={known.namespaces}
        value={identities}
        onChange={(next) => change({ identities: unlessEmpty(next) })}
      />
      <TextChooser
        label={texts.destinations.attributes}
        placeholder={texts.destinations.addAttribute}
        none={texts.destinations.noAttributes}
        choices={known.attributes}
        value={attributes}
        onChange={(next) => change({ attributes: unlessEmpty(next) })}
      />
      <SentLabels identities={identities} attributes={attributes} />
      <div className={style({ display: 'grid', gap: 4 })}>
        <Controls>
          <ChoicePicker
            label={texts.destinations.mode}
            value={mode}
            choices={texts.destinations.modes}
            onChange={(next) => change({ mode: next === 'upsert' ? undefined : next })}
          />
        </Controls>
        <span className={hint}>{texts.destinations.modeWords[mode]}</span>
      </div>
      <Switch
        size="S"
        isSelected={document.backfill !== false}
        onChange={(isOn) => change({ backfill: isOn ? undefined : false })}
      >
        {texts.destinations.backfill}
      </Switch>
      <PolicyFields draft={draft} type={type} />
    </Card>
  )
}

const named = ['email', 'export'] as const

/** What policies and consent look at, and how fast it may be sent to. */
function PolicyFields({ draft: { document, change }, type }: DestinationDraftProps) {
  const { actions = [], purpose = '', ratePerSecond } = document
  const always = type.does.map((action) => texts.audiences.actions[action]).join(', ')
  return (
    <>
      <CheckboxGroup
        label={texts.destinations.actions}
        size="S"
        {...(always !== '' && { description: texts.destinations.always(always) })}
        value={actions.filter((action) => action !== 'activate')}
        onChange={(next) => {
          const chosen = named.filter((action) => next.includes(action))
          change({ actions: chosen.length === 0 ? undefined : ['activate', ...chosen] })
        }}
      >
        {named.map((action) => (
          <Checkbox key={action} value={action}>
            {texts.destinations.actionNames[action]}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <TextField
        label={texts.destinations.purpose}
        description={texts.destinations.purposeHint}
        size="S"
        value={purpose}
        onChange={(next) => change({ purpose: next || undefined })}
        styles={style({ width: 'full', maxWidth: 400 })}
      />
      <NumberField
        label={texts.destinations.rate}
        description={texts.destinations.rateHint}
        size="S"
        minValue={0.01}
        value={ratePerSecond ?? Number.NaN}
        onChange={(next) => change({ ratePerSecond: Number.isFinite(next) ? next : undefined })}
        styles={style({ width: 176 })}
      />
    </>
  )
}

const hint = style({ font: 'ui-xs', color: 'neutral-subdued' })
