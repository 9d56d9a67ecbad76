import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { DataViewDocument } from '../../api/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import type { EventKey } from './event-key.ts'
import { JourneyFilters } from './journey-filters.tsx'
import { JourneyList } from './journey-list.tsx'
import { PersonCard } from './person-card.tsx'
import type { PersonSearch } from './search.ts'
import type { EntryDimension } from './session-row.tsx'
import { type JourneyQuestion, useJourney } from './use-journey.ts'
import type { PersonView } from './use-person-view.ts'
import { journeyFoot } from './journey-styles.ts'

interface JourneyCardProps {
  readonly view: PersonView
  readonly question: JourneyQuestion
  readonly search: PersonSearch
  readonly onSearch: (search: PersonSearch) => void
  readonly opened: EventKey | null
  readonly onOpen: (event: EventKey) => void
}

/** What somebody did, session by session. */
export function JourneyCard(props: JourneyCardProps) {
  const { view, question, search, onSearch, opened, onOpen } = props
  const { result, error, run, isOutdated } = useJourney(question, view.status.dataVersion)
  const { components, dataView } = view
  const say = texts.people.journey
  const marks = (search.marks ?? []).map(
    (id) => components.segments.find((each) => each.id === id)?.name ?? id,
  )
  const overview = result?.overview
  const facts =
    result && overview
      ? say.facts(result.eventCount, result.sessionCount, overview.datasets.length)
      : undefined
  return (
    <PersonCard title={say.title} facts={facts} isFull>
      <JourneyFilters
        view={view}
        search={search}
        onSearch={onSearch}
        result={isOutdated ? undefined : result}
        datasets={overview?.datasets ?? []}
      />
      {error !== null && (
        <div className={padded}>
          <ProblemNotice error={error} onRetry={run} />
        </div>
      )}
      {error === null && overview === undefined && (
        <div className={padded}>
          <SkeletonRows />
        </div>
      )}
      {error === null && result !== undefined && result.foundCount === 0 && (
        <EmptyState title={result.eventCount === 0 ? say.noEvents : say.nothingFound}>
          {result.eventCount === 0 ? say.noEventsHint : say.nothingFoundHint}
        </EmptyState>
      )}
      {error === null && result !== undefined && result.foundCount > 0 && overview && (
        <>
          <JourneyList
            key={keyOf(question)}
            view={view}
            question={question}
            overview={overview}
            entry={findEntry(dataView)}
            marks={marks}
            opened={opened}
            onOpen={onOpen}
          />
          <p id="journey-keys" className={journeyFoot}>
            {say.keys} {say.zone(view.timeZone)}
          </p>
        </>
      )}
    </PersonCard>
  )
}

/** A list begins anew where it has other events. */
const keyOf = ({ marks: _, ...question }: JourneyQuestion): string => JSON.stringify(question)

/** The first dimension that persists, one that is called a channel before all others. */
function findEntry({ dimensions = [] }: DataViewDocument): EntryDimension | null {
  const persisting = dimensions.flatMap(({ persistence, id, name, ...rest }) => {
    const own = id ?? ('shared' in rest ? rest.shared : undefined)
    return persistence === undefined || own === undefined ? [] : [{ id: own, name: name ?? own }]
  })
  const isChannel = (each: EntryDimension) =>
    `${each.id} ${each.name}`.toLowerCase().includes('channel')
  return persisting.find(isChannel) ?? persisting[0] ?? null
}

const padded = style({ paddingX: 16, paddingY: 8 })
