import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Profile } from '../../../model/answers/profiles.ts'
import { profileQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { AudiencesCard } from './audiences-card.tsx'
import { CompareButton } from './compare/compare-button.tsx'
import { EventCard } from './event-card.tsx'
import { printEventKey, readEventKey } from './event-key.ts'
import { FindPerson } from './find-person.tsx'
import { IdentitiesCard } from './identities-card.tsx'
import { JourneyCard } from './journey-card.tsx'
import { PersonCard } from './person-card.tsx'
import { ProfileCard } from './profile-card.tsx'
import type { PersonSearch } from './search.ts'
import type { PersonView } from './use-person-view.ts'
import { useQuestion } from './use-question.ts'

const route = getRouteApi('/people/$dataView/$person')

interface PersonPageProps {
  readonly view: PersonView
  readonly person: string
  /** Begins to erase them. */
  readonly onErase: (profile: Profile) => void
}

/** Who somebody is, what they did, and one event of it. */
export function PersonPage({ view, person, onErase }: PersonPageProps) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { dataView, status } = view
  const setSearch = (next: PersonSearch) => void navigate({ search: next, replace: true })
  const opened = readEventKey(search.event)
  const question = useQuestion(view, person, search)
  const profile = useQuery(profileQuery(dataView.connection, person, status.dataVersion))
  return (
    <div className={page}>
      <PlaceHeader
        title={person}
        parents={[{ label: texts.people.title, to: '/people' }]}
        actions={
          <>
            <FindPerson />
            <CompareButton dataView={dataView.id} person={person} />
            <ActionButton
              size="S"
              isDisabled={profile.data === undefined}
              onPress={() => profile.data && onErase(profile.data)}
            >
              {texts.people.erase.open}
            </ActionButton>
          </>
        }
      />
      <h1 className={hidden}>{person}</h1>
      <div className={left}>
        <About
          profile={profile.data}
          error={profile.error}
          onRetry={() => void profile.refetch()}
          timeZone={view.timeZone}
        />
      </div>
      <div className={middle}>
        <JourneyCard
          view={view}
          question={question}
          search={search}
          onSearch={setSearch}
          opened={opened}
          onOpen={(event) => setSearch({ ...search, event: printEventKey(event) })}
        />
      </div>
      <div className={right}>
        <EventCard
          view={view}
          question={question}
          opened={opened}
          onClose={() => {
            const { event: _, ...rest } = search
            setSearch(rest)
          }}
          key={status.dataVersion}
        />
      </div>
    </div>
  )
}

interface AboutProps {
  readonly profile: Profile | undefined
  readonly error: Error | null
  readonly onRetry: () => void
  readonly timeZone: string
}

function About({ profile, error, onRetry, timeZone }: AboutProps) {
  if (profile === undefined) {
    return (
      <PersonCard title={texts.people.profile.title}>
        {error ? <ProblemNotice error={error} onRetry={onRetry} /> : <SkeletonRows />}
      </PersonCard>
    )
  }
  return (
    <>
      <ProfileCard profile={profile} timeZone={timeZone} />
      <IdentitiesCard profile={profile} timeZone={timeZone} />
      <AudiencesCard audiences={profile.audiences} timeZone={timeZone} />
    </>
  )
}

const page = style({
  display: 'grid',
  height: 'full',
  boxSizing: 'border-box',
  overflowY: { default: 'auto', lg: 'hidden' },
  gap: 12,
  padding: 12,
  alignContent: { default: 'start', lg: 'stretch' },
  gridTemplateColumns: {
    default: ['minmax(0, 1fr)'],
    md: ['minmax(0, 1fr)', 288],
    lg: [288, 'minmax(0, 1fr)', 288],
    xl: [320, 'minmax(0, 1fr)', 320],
  },
  gridTemplateRows: {
    default: ['max-content', 'max-content', 'max-content'],
    md: ['max-content', '1fr'],
    lg: ['minmax(0, 1fr)'],
  },
})
const column = {
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  minWidth: 0,
  minHeight: 0,
} as const
const left = style({
  ...column,
  gridColumnStart: { default: 1, md: 2, lg: 1 },
  gridRowStart: { default: 1, md: 2, lg: 1 },
  overflowY: { default: 'visible', lg: 'auto' },
})
const middle = style({
  ...column,
  gridColumnStart: { default: 1, md: 1, lg: 2 },
  gridRowStart: { default: 2, md: 1 },
  gridRowEnd: { default: 3, md: 3, lg: 2 },
})
const right = style({
  ...column,
  gridColumnStart: { default: 1, md: 2, lg: 3 },
  gridRowStart: { default: 3, md: 1 },
  overflowY: { default: 'visible', lg: 'auto' },
})
const hidden = style({ position: 'absolute', size: 1, overflow: 'hidden', clip: '[rect(0 0 0 0)]' })
