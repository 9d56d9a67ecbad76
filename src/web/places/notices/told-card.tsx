import { Tag, TagGroup } from '@react-spectrum/s2/TagGroup'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { destinationsQuery, destinationTypesQuery } from '../../api/index.ts'
import { Card } from '../../components/card.tsx'
import { ComponentAdder } from '../../components/component-picker.tsx'
import { Note } from '../../components/note.tsx'
import { TextListField } from '../../components/text-list-field.tsx'
import { texts } from '../../texts/index.ts'

interface Told {
  readonly emails?: string[] | undefined
  readonly destinations?: string[] | undefined
}

interface ToldCardProps {
  readonly draft: {
    readonly document: Told
    readonly change: (part: Told) => void
  }
  /** Whether the server has a mail server. */
  readonly sendsMail: boolean
}

/** Who is told: addresses, and destinations that take notices. */
export function ToldCard({ draft: { document, change }, sendsMail }: ToldCardProps) {
  const { emails = [], destinations = [] } = document
  const { data: known = [] } = useQuery(destinationsQuery)
  const { data: types = [] } = useQuery(destinationTypesQuery)
  const taking = types.filter(({ takesNotices }) => takesNotices).map(({ id }) => id)
  const choices = known
    .filter(({ id, type }) => taking.includes(type) && !destinations.includes(id))
    .map(({ id, name = id, type }) => ({ id, name, description: type }))
  const set = (next: readonly string[]) =>
    change({ destinations: next.length === 0 ? undefined : [...next] })
  return (
    <Card title={texts.notices.told}>
      <TextListField
        label={texts.notices.emails}
        description={texts.notices.emailsHint}
        value={emails}
        onChange={(next) => change({ emails: next.length === 0 ? undefined : [...next] })}
      />
      {emails.length > 0 && !sendsMail && (
        <Note variant="notice" title={texts.notices.noMail} lines={[texts.notices.noMailHint]} />
      )}
      {choices.length > 0 && (
        <ComponentAdder
          label={texts.notices.addDestination}
          placeholder={texts.notices.addDestination}
          groups={[{ name: texts.notices.destinations, choices }]}
          onAdd={(id) => set([...destinations, id])}
        />
      )}
      {destinations.length > 0 && (
        <TagGroup
          label={texts.notices.destinations}
          size="S"
          items={destinations.map((id) => ({
            id,
            name: known.find((each) => each.id === id)?.name ?? id,
          }))}
          onRemove={(keys) => set(destinations.filter((id) => !keys.has(id)))}
        >
          {({ id, name }) => <Tag id={id}>{name}</Tag>}
        </TagGroup>
      )}
      {emails.length + destinations.length === 0 && (
        <p className={style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })}>
          {texts.notices.nobody}
        </p>
      )}
    </Card>
  )
}
