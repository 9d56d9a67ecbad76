import { SearchField } from '@react-spectrum/s2/SearchField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { PlaceHeader } from '../../../app/place-header.tsx'
import { Card } from '../../../components/card.tsx'
import { Note } from '../../../components/note.tsx'
import { PersonLink } from '../../../components/person-link.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { TextButton } from '../../../components/text-button.tsx'
import { texts } from '../../../texts/index.ts'
import { useRecentPeople } from '../recent-people.ts'
import type { PersonView } from '../use-person-view.ts'
import type { AskedPerson } from './use-named-person.ts'

const say = texts.people.compare

type KnownPerson = Exclude<AskedPerson, { readonly kind: 'loading' }>

interface ChoosePersonProps {
  readonly view: PersonView
  /** With whom the chosen one is compared. */
  readonly beside?: { readonly person: string }
  /** Whom the address names, where that cannot be compared; null where it names nobody. */
  readonly asked: KnownPerson | null
  readonly onChoose: (identity: string) => void
}

/** Takes an identity of somebody, and says what is the matter with the one that was given. */
export function ChoosePerson({ view, beside, asked, onChoose }: ChoosePersonProps) {
  const title = beside === undefined ? say.title : say.titleOf(beside.person)
  const dataView = view.dataView.id
  return (
    <div className={page}>
      <PlaceHeader title={title} parents={[{ label: texts.people.title, to: '/people' }]} />
      <h1 className={style({ font: 'heading', margin: 0, overflowWrap: 'anywhere' })}>{title}</h1>
      {beside && (
        <PersonLink dataView={dataView} person={beside.person}>
          {texts.people.openPage(beside.person)}
        </PersonLink>
      )}
      <IdentityField
        key={asked?.identity ?? ''}
        given={asked?.identity ?? ''}
        onChoose={onChoose}
      />
      <div role="status">
        {asked && <Asked asked={asked} beside={beside} onChoose={onChoose} />}
      </div>
      <RecentChoices dataView={dataView} except={beside?.person} onChoose={onChoose} />
    </div>
  )
}

interface IdentityFieldProps {
  readonly given: string
  readonly onChoose: (identity: string) => void
}

function IdentityField({ given, onChoose }: IdentityFieldProps) {
  const [text, setText] = useState(given)
  return (
    <SearchField
      label={texts.people.find}
      size="L"
      autoFocus
      placeholder={texts.people.findPlaceholder}
      description={say.findHint}
      value={text}
      onChange={setText}
      onSubmit={(identity) => identity.trim() !== '' && onChoose(identity.trim())}
      styles={style({ width: 'full', maxWidth: 560 })}
    />
  )
}

interface AskedProps {
  readonly asked: KnownPerson
  readonly beside: ChoosePersonProps['beside'] | undefined
  readonly onChoose: ChoosePersonProps['onChoose']
}

function Asked({ asked, beside, onChoose }: AskedProps) {
  const { identity } = asked
  switch (asked.kind) {
    case 'failed':
      return <ProblemNotice error={asked.error} onRetry={asked.retry} />
    case 'nobody':
      return <Note variant="notice" title={say.nobody(identity)} lines={[say.nobodyHint]} />
    case 'one':
      return (
        <Note
          variant="notice"
          title={say.onePerson}
          lines={[say.onePersonHint(identity, beside?.person ?? asked.person)]}
        />
      )
    case 'several':
      return (
        <Card title={say.several(identity, asked.people.length)}>
          <Choices label={say.choices} people={asked.people} onChoose={onChoose} />
        </Card>
      )
    default:
      return asked satisfies never
  }
}

interface RecentChoicesProps {
  readonly dataView: string
  readonly except: string | undefined
  readonly onChoose: (identity: string) => void
}

/** Whose pages were opened in this browser: mostly one of them is meant. */
function RecentChoices({ dataView, except, onChoose }: RecentChoicesProps) {
  const people = useRecentPeople()
    .filter((each) => each.dataView === dataView && each.person !== except)
    .map(({ person }) => person)
  if (people.length === 0) return null
  return (
    <Card title={texts.people.recent}>
      <Choices label={texts.people.recent} people={people} onChoose={onChoose} />
    </Card>
  )
}

interface ChoicesProps {
  readonly label: string
  readonly people: readonly string[]
  readonly onChoose: (person: string) => void
}

const Choices = ({ label, people, onChoose }: ChoicesProps) => (
  <ul aria-label={label} className={list}>
    {people.map((person) => (
      <li key={person}>
        <TextButton onPress={() => onChoose(person)}>{person}</TextButton>
      </li>
    ))}
  </ul>
)

const page = style({
  display: 'grid',
  gap: 16,
  maxWidth: 720,
  marginX: 'auto',
  padding: 24,
  minWidth: 0,
})
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: 8 })
