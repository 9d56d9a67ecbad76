import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { JourneyOverview } from '../../../../query/reports/journey/request.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { texts } from '../../../texts/index.ts'
import { useIsNarrow } from '../../projects/use-is-narrow.ts'
import { JourneyFilters } from '../journey-filters.tsx'
import { PersonCard } from '../person-card.tsx'
import type { CompareSearch } from '../search.ts'
import type { JourneyQuestion } from '../use-journey.ts'
import type { PersonView } from '../use-person-view.ts'
import { alignByDay, alignByOrder, findBehind, stackDays } from './align-events.ts'
import { AlignedList } from './aligned-list.tsx'
import type { OpenedEvent } from './opened-event.ts'
import { useLoadedEvents } from './use-loaded-events.ts'

const say = texts.people.compare

interface ComparedJourneysProps {
  readonly view: PersonView
  readonly people: readonly [string, string]
  readonly questions: readonly [JourneyQuestion, JourneyQuestion]
  readonly search: CompareSearch
  readonly onSearch: (search: CompareSearch) => void
  readonly opened: OpenedEvent | null
  readonly onOpen: (event: OpenedEvent) => void
}

/** What two people did, event beside event. */
export function ComparedJourneys(props: ComparedJourneysProps) {
  const { view, people, questions, search, onSearch, opened, onOpen } = props
  const isNarrow = useIsNarrow()
  const { dataVersion } = view.status
  const first = useLoadedEvents(questions[0], dataVersion)
  const second = useLoadedEvents(questions[1], dataVersion)
  const journeys = [first, second] as const
  const isByOrder = search.align === 'order'
  const aligned = isByOrder ? alignByOrder(journeys) : alignByDay(journeys)
  const rows = isNarrow && !isByOrder ? stackDays(aligned) : aligned
  const behind = findBehind(journeys)
  const failed = journeys.find(({ error }) => error !== null)
  const isKnown = journeys.every(({ counts }) => counts !== undefined)
  const isEmpty = isKnown && journeys.every(({ counts }) => counts?.found === 0)
  const hasAny = journeys.some(({ counts }) => counts !== undefined && counts.events > 0)
  const marks = (search.marks ?? []).map(
    (id) => view.components.segments.find((each) => each.id === id)?.name ?? id,
  )
  return (
    <PersonCard
      title={say.journeys}
      isFull
      actions={<AlignChoice search={search} onSearch={onSearch} />}
    >
      <JourneyFilters
        view={view}
        search={search}
        onSearch={onSearch}
        result={undefined}
        datasets={sumDatasets(journeys.flatMap(({ overview }) => overview?.datasets ?? []))}
      />
      {failed?.error && (
        <div className={padded}>
          <ProblemNotice error={failed.error} onRetry={failed.retry} />
        </div>
      )}
      {!failed && !isKnown && (
        <div className={padded}>
          <SkeletonRows />
        </div>
      )}
      {!failed && isEmpty && (
        <EmptyState
          title={hasAny ? texts.people.journey.nothingFound : texts.people.journey.noEvents}
        >
          {hasAny ? texts.people.journey.nothingFoundHint : texts.people.journey.noEventsHint}
        </EmptyState>
      )}
      {!failed && isKnown && !isEmpty && (
        <AlignedList
          key={`${JSON.stringify(questions)} ${search.align}`}
          view={view}
          people={people}
          range={search.range}
          journeys={journeys}
          rows={rows}
          marks={marks}
          isNarrow={isNarrow}
          hasDays={!isByOrder}
          isWhole={behind === null}
          onEnd={() => behind !== null && journeys[behind].loadMore()}
          opened={opened}
          onOpen={onOpen}
        />
      )}
    </PersonCard>
  )
}

type AlignChoiceProps = Pick<ComparedJourneysProps, 'search' | 'onSearch'>

function AlignChoice({ search, onSearch }: AlignChoiceProps) {
  const { align, ...rest } = search
  return (
    <SegmentedControl
      aria-label={say.align}
      selectedKey={align ?? 'day'}
      onSelectionChange={(key) =>
        onSearch({ ...rest, ...(key === 'order' && { align: 'order' as const }) })
      }
    >
      <SegmentedControlItem id="day">{say.byDay}</SegmentedControlItem>
      <SegmentedControlItem id="order">{say.byOrder}</SegmentedControlItem>
    </SegmentedControl>
  )
}

/** Datasets of both journeys with the events of both. */
function sumDatasets(datasets: JourneyOverview['datasets']): JourneyOverview['datasets'] {
  const counts = new Map<string, number>()
  for (const { dataset, eventCount } of datasets) {
    counts.set(dataset, (counts.get(dataset) ?? 0) + eventCount)
  }
  return [...counts].map(([dataset, eventCount]) => ({ dataset, eventCount }))
}

const padded = style({ paddingX: 16, paddingY: 8 })
