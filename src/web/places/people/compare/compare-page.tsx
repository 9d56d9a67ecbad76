import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getRouteApi } from '@tanstack/react-router'
import { PlaceHeader } from '../../../app/place-header.tsx'
import { Unseen } from '../../../components/unseen.tsx'
import { texts } from '../../../texts/index.ts'
import { EventCard } from '../event-card.tsx'
import { printEventKey, readEventKey } from '../event-key.ts'
import type { CompareSearch } from '../search.ts'
import type { PersonView } from '../use-person-view.ts'
import { useQuestion } from '../use-question.ts'
import type { Side } from './align-events.ts'
import { ComparedCards } from './compared-cards.tsx'
import { ComparedJourneys } from './compared-journeys.tsx'
import type { OpenedEvent } from './opened-event.ts'

const route = getRouteApi('/people/$dataView/$person/compare')

interface ComparePageProps {
  readonly view: PersonView
  readonly people: readonly [string, string]
}

/** Who two people are, what both did, and one event of it. */
export function ComparePage({ view, people }: ComparePageProps) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const setSearch = (next: CompareSearch) => void navigate({ search: next, replace: true })
  const questions = [
    useQuestion(view, people[0], search),
    useQuestion(view, people[1], search),
  ] as const
  const title = texts.people.compare.and(...people)
  const key = readEventKey(search.event)
  const opened = key && { key, side: (search.of === 'other' ? 1 : 0) as Side }
  const open = ({ key: event, side }: OpenedEvent) => {
    const { of: _, ...rest } = search
    setSearch({ ...rest, event: printEventKey(event), ...(side === 1 && { of: 'other' }) })
  }
  const close = () => {
    const { event: _, of: __, ...rest } = search
    setSearch(rest)
  }
  return (
    <div className={page}>
      <PlaceHeader
        title={title}
        parents={[{ label: texts.people.title, to: '/people' }]}
        actions={
          <ActionButton
            size="S"
            onPress={() => {
              const { with: _, event: __, of: ___, ...rest } = search
              void navigate({ search: rest })
            }}
          >
            {texts.people.compare.another}
          </ActionButton>
        }
      />
      <Unseen>
        <h1>{title}</h1>
      </Unseen>
      <div className={left}>
        {opened && (
          <EventCard
            view={view}
            question={questions[opened.side]}
            opened={opened.key}
            onClose={close}
            key={view.status.dataVersion}
          />
        )}
        <ComparedCards view={view} people={people} search={search} onSearch={setSearch} />
      </div>
      <div className={right}>
        <ComparedJourneys
          view={view}
          people={people}
          questions={questions}
          search={search}
          onSearch={setSearch}
          opened={opened}
          onOpen={open}
        />
      </div>
    </div>
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
    lg: [384, 'minmax(0, 1fr)'],
    xl: [448, 'minmax(0, 1fr)'],
  },
  gridTemplateRows: { default: ['max-content', 'max-content'], lg: ['minmax(0, 1fr)'] },
})
const column = {
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  minWidth: 0,
  minHeight: 0,
} as const
const left = style({ ...column, overflowY: { default: 'visible', lg: 'auto' } })
const right = style(column)
