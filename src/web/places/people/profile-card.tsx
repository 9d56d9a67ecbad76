import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import type { Profile } from '../../../model/answers/profiles.ts'
import { datasetDefinitionsQuery } from '../../api/index.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { type Line, LineList } from './line-list.tsx'
import { topicOf, withoutDataset } from './name-attribute.ts'
import { PersonCard } from './person-card.tsx'
import { printValue, printWhen } from './print-value.ts'

interface ProfileCardProps {
  readonly profile: Profile
  readonly timeZone: string
}

/** What is known of somebody, where from, and what it beat. */
export function ProfileCard({ profile, timeZone }: ProfileCardProps) {
  const { data: datasets = [] } = useQuery(datasetDefinitionsQuery)
  const { attributes, isKept } = profile
  const say = texts.people.profile
  const entries = Object.entries(attributes)
  const topics = new Map(entries.map(([name, { from }]) => [name, topicOf(datasets, from, name)]))
  const lines = entries.filter(([name]) => topics.get(name) === undefined)
  const consents = entries.filter(([name]) => topics.get(name) !== undefined)
  return (
    <PersonCard title={say.title} facts={isKept ? say.kept : say.workedOut}>
      {entries.length === 0 && <span className={hint}>{say.noAttributes}</span>}
      <LineList
        label={say.title}
        lines={[
          ...lines.map(([name, attribute]) => lineOf(name, attribute, timeZone)),
          ...consents.map(([name, attribute]) => ({
            ...lineOf(name, attribute, timeZone),
            name: `${say.consent}: ${topics.get(name)}`,
          })),
          { key: 'events', name: say.events, value: printFigure(profile.eventCount) },
          ...seen(say.firstSeen, profile.firstSeen, timeZone),
          ...seen(say.lastSeen, profile.lastSeen, timeZone),
        ]}
      />
    </PersonCard>
  )
}

type Attribute = Profile['attributes'][string]

function lineOf(name: string, { value, from, at, beat }: Attribute, timeZone: string): Line {
  const say = texts.people.profile
  const origin = (dataset: string, time: string | null) =>
    say.from(dataset, time === null ? null : printWhen(time, timeZone))
  return {
    key: `attribute ${name}`,
    name: withoutDataset(from, name),
    value: printValue(value),
    note: (
      <>
        {origin(from, at)}
        {beat !== undefined && beat.length > 0 && (
          <details>
            <summary className={summary}>{say.beat(beat.length)}</summary>
            {beat.map((lost) => (
              <div key={`${lost.from} ${lost.at} ${printValue(lost.value)}`}>
                {say.beaten(printValue(lost.value), origin(lost.from, lost.at))}
              </div>
            ))}
          </details>
        )}
      </>
    ),
  }
}

const seen = (name: string, time: string | null, timeZone: string): readonly Line[] =>
  time === null ? [] : [{ key: name, name, value: printWhen(time, timeZone) }]

const hint = style({ font: 'ui-sm', color: 'neutral-subdued' })
const summary = style({
  cursor: 'pointer',
  minHeight: 24,
  borderRadius: 'sm',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
