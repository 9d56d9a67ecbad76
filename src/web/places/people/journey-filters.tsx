import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ToggleButton } from '@react-spectrum/s2/ToggleButton'
import type { JourneyOverview, JourneyResult } from '../../../query/reports/journey/request.ts'
import { DateRangeField } from '../../components/date-range-field.tsx'
import { DelayedSearch } from '../../components/delayed-search.tsx'
import { printFigure } from '../../components/figures.ts'
import { SegmentPicker } from '../../components/segment-picker.tsx'
import { texts } from '../../texts/index.ts'
import type { PersonSearch } from './search.ts'
import type { PersonView } from './use-person-view.ts'

interface JourneyFiltersProps {
  readonly view: PersonView
  readonly search: PersonSearch
  readonly onSearch: (search: PersonSearch) => void
  readonly result: JourneyResult | undefined
  readonly datasets: JourneyOverview['datasets']
}

/** What is looked at of a journey, and what marks its events. */
export function JourneyFilters(props: JourneyFiltersProps) {
  const { view, search, onSearch, result, datasets } = props
  const { components, dataDays } = view
  const { range = 'all', text = '', marks = [] } = search
  const say = texts.people.journey
  const change = (next: Changes) => onSearch(clean({ ...search, ...next }))
  return (
    <div className={box}>
      <div className={line}>
        <DateRangeField
          value={range}
          dateRanges={components.dateRanges}
          dataDays={dataDays}
          onChange={(next) => change({ range: next === 'all' ? undefined : next })}
        />
        <DelayedSearch
          label={say.search}
          value={text}
          onChange={(next) => change({ text: next === '' ? undefined : next })}
        />
        {components.segments.length > 0 && (
          <SegmentPicker
            label={say.marks}
            components={components}
            value={marks}
            onChange={(next) => change({ marks: next.length === 0 ? undefined : next })}
          />
        )}
      </div>
      {datasets.length > 1 && (
        <div role="group" aria-label={say.datasets} className={line}>
          {datasets.map(({ dataset, eventCount }) => (
            <ToggleButton
              key={dataset}
              size="XS"
              isSelected={search.datasets?.includes(dataset) ?? false}
              onChange={(isOn) => change({ datasets: toggle(search.datasets, dataset, isOn) })}
            >
              {`${dataset} ${printFigure(eventCount)}`}
            </ToggleButton>
          ))}
        </div>
      )}
      <p role="status" className={said}>
        {result && result.foundCount < result.eventCount
          ? say.found(result.foundCount, result.eventCount)
          : ''}
        {result?.overview?.marked.map((events, k) => (
          <span key={marks[k]} className={style({ marginEnd: 12 })}>
            {say.marked(nameOf(view, marks[k] ?? ''), events)}
          </span>
        ))}
      </p>
    </div>
  )
}

const nameOf = ({ components }: PersonView, id: string): string =>
  components.segments.find((each) => each.id === id)?.name ?? id

function toggle(
  chosen: readonly string[] = [],
  dataset: string,
  isOn: boolean,
): readonly string[] | undefined {
  const next = isOn ? [...chosen, dataset] : chosen.filter((each) => each !== dataset)
  return next.length === 0 ? undefined : next
}

/** What is undefined leaves the address. */
type Changes = { readonly [K in keyof PersonSearch]?: PersonSearch[K] | undefined }

const clean = (search: Changes) =>
  Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined),
  ) as PersonSearch

const box = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  paddingX: 16,
  paddingY: 8,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const line = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: 8 })
const said = style({ font: 'ui-xs', color: 'neutral-subdued', margin: 0 })
