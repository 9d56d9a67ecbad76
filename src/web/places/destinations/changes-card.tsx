import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Switch } from '@react-spectrum/s2/Switch'
import { useQuery } from '@tanstack/react-query'
import type { DestinationStatus } from '../../../model/answers/destinations.ts'
import { noIdentities } from '../../../model/no-identities.ts'
import { audiencesQuery, connectionsQuery, type DestinationDocument } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { printFigure } from '../../components/figures.ts'
import { TextChooser } from '../../components/text-chooser.tsx'
import { texts } from '../../texts/index.ts'
import { type DestinationDraftProps, unlessEmpty } from './destination-draft.ts'
import { SentLabels } from './sent-labels.tsx'
import { useKnownPeople } from './use-known-people.ts'

interface ChangesCardProps extends Pick<DestinationDraftProps, 'draft'> {
  readonly status?: DestinationStatus | undefined
}

/** Which changes of profiles it is told, beside audiences; nothing where its type takes none. */
export function ChangesCard({ draft: { document, change }, status }: ChangesCardProps) {
  const { data: connections = [] } = useQuery(connectionsQuery)
  const { profileChanges: told, mode, identities = [] } = document
  const [first] = connections
  if (first === undefined) return null
  return (
    <Card title={texts.destinations.profileChanges}>
      <Switch
        size="S"
        isDisabled={mode !== 'event' && told === undefined}
        isSelected={told !== undefined}
        onChange={(isOn) =>
          change({ profileChanges: isOn ? { connection: first.id, identities: true } : undefined })
        }
      >
        {texts.destinations.tellsChanges}
      </Switch>
      {mode !== 'event' && <span className={hint}>{texts.destinations.changesNeedEvent}</span>}
      {told !== undefined && (
        <ChangesFields
          told={told}
          identities={identities}
          onChange={(next) => change({ profileChanges: next })}
        />
      )}
      {status?.profileChanges && <Progress {...status.profileChanges} />}
    </Card>
  )
}

type Told = NonNullable<DestinationDocument['profileChanges']>

interface ChangesFieldsProps {
  readonly told: Told
  /** Those that the destination is sent; empty: all. */
  readonly identities: readonly string[]
  readonly onChange: (told: Told) => void
}

function ChangesFields({ told, identities, onChange }: ChangesFieldsProps) {
  const { data: connections = [] } = useQuery(connectionsQuery)
  const { data: audiences = [] } = useQuery(audiencesQuery)
  const known = useKnownPeople()
  const set = (part: Partial<Told>) => onChange({ ...told, ...part })
  return (
    <>
      <Controls>
        <ChoicePicker
          label={texts.destinations.changesConnection}
          value={told.connection}
          choices={Object.fromEntries(connections.map(({ id, name = id }) => [id, name]))}
          onChange={(connection) => set({ connection })}
        />
      </Controls>
      <TextChooser
        label={texts.destinations.changedAttributes}
        placeholder={texts.destinations.addAttribute}
        none={texts.destinations.noAttributes}
        choices={known.attributes}
        value={told.attributes ?? []}
        onChange={(next) => set({ attributes: unlessEmpty(next) })}
      />
      <TextChooser
        label={texts.destinations.changedAudiences}
        placeholder={texts.destinations.addAudience}
        none={texts.destinations.noAudiences}
        choices={audiences.map(({ id }) => id)}
        value={told.audiences ?? []}
        onChange={(next) => set({ audiences: unlessEmpty(next) })}
      />
      <Switch
        size="S"
        isSelected={told.identities === true}
        onChange={(isOn) => set({ identities: isOn || undefined })}
      >
        {texts.destinations.changedIdentities}
      </Switch>
      <SentLabels
        connection={told.connection}
        identities={told.identities === true ? identities : noIdentities}
        attributes={told.attributes ?? []}
      />
    </>
  )
}

const Progress = ({
  sent,
  rejected,
  lastRejected,
}: NonNullable<DestinationStatus['profileChanges']>) => (
  <>
    <span className={hint}>
      {texts.destinations.changesSent(printFigure(sent), printFigure(rejected))}
    </span>
    {lastRejected !== null && (
      <span className={hint}>
        {texts.destinations.lastRefused(lastRejected.id, lastRejected.reason)}
      </span>
    )}
  </>
)

const hint = style({ font: 'ui-sm', color: 'neutral-subdued' })
