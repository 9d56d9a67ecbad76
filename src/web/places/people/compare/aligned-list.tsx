import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { texts } from '../../../texts/index.ts'
import type { RangeChoice } from '../../../components/date-range-field.tsx'
import { printEventKey } from '../event-key.ts'
import { printLocalDay } from '../../../components/print-local.ts'
import type { PersonView } from '../use-person-view.ts'
import { type AlignedRow, type Side, sides } from './align-events.ts'
import { AlignedEvent } from './aligned-event.tsx'
import type { OpenedEvent } from './opened-event.ts'
import { SideName } from './side-name.tsx'
import { useAlignedView } from './use-aligned-view.ts'
import type { OpenJourney } from './use-loaded-events.ts'
import { journeyFoot, partHead } from '../journey-styles.ts'

const say = texts.people.compare

interface AlignedListProps {
  readonly view: PersonView
  readonly people: readonly [string, string]
  readonly range: RangeChoice | undefined
  readonly journeys: readonly [OpenJourney, OpenJourney]
  readonly rows: readonly AlignedRow[]
  /** Names of the segments that mark. */
  readonly marks: readonly string[]
  /** Whether there is no room for columns. */
  readonly isNarrow: boolean
  /** Whether days are said in heads of their own. */
  readonly hasDays: boolean
  /** Whether there are no more rows to be loaded. */
  readonly isWhole: boolean
  /** Loads more rows. */
  readonly onEnd: () => void
  readonly opened: OpenedEvent | null
  readonly onOpen: (event: OpenedEvent) => void
}

/** Events of two people in rows: only those in sight are drawn, and more are loaded at the end. */
export function AlignedList(props: AlignedListProps) {
  const { view, people, range, journeys, rows, isNarrow, isWhole, onEnd } = props
  const list = useAlignedView({ rows, isNarrow, isWhole, onEnd })
  return (
    <>
      <div className={heads({ isNarrow })}>
        {sides.map((side) => (
          <div key={side} className={head}>
            <SideName side={side} dataView={view.dataView.id} person={people[side]} range={range} />
            <span className={subdued}>{sayCounts(journeys[side])}</span>
          </div>
        ))}
      </div>
      <div
        ref={list.scroller}
        className={scroller}
        onKeyDown={list.onKeyDown}
        role="grid"
        aria-label={say.events}
        aria-describedby="compare-keys"
        aria-rowcount={isWhole ? rows.length : -1}
        aria-colcount={2}
      >
        <div className={content} style={{ height: list.height }} role="presentation">
          {list.items.map(({ index, start, size }) => (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 1}
              className={line}
              style={{ transform: `translateY(${start}px)`, height: size }}
            >
              <RowContent {...props} row={rows[index]} index={index} list={list} />
            </div>
          ))}
        </div>
      </div>
      <p id="compare-keys" className={journeyFoot}>
        {say.keys} {texts.people.journey.zone(view.timeZone)}
      </p>
    </>
  )
}

interface RowContentProps extends AlignedListProps {
  /** Undefined: the line that says that more is loaded. */
  readonly row: AlignedRow | undefined
  readonly index: number
  readonly list: ReturnType<typeof useAlignedView>
}

function RowContent(props: RowContentProps) {
  const { row } = props
  if (row?.kind === 'events') return <Events {...props} at={row.at} />
  return (
    <div role="gridcell" aria-colspan={2} className={partHead}>
      {row === undefined ? (
        texts.people.journey.loading
      ) : (
        <>
          <strong className={style({ whiteSpace: 'nowrap' })}>{printLocalDay(row.day)}</strong>
          <span className={subdued}>{say.dayCounts(...row.counts)}</span>
        </>
      )}
    </div>
  )
}

interface EventsProps extends RowContentProps {
  readonly at: readonly [number | null, number | null]
}

function Events(props: EventsProps) {
  const { at, isNarrow, index, list, journeys, opened, onOpen } = props
  const cellOf = (side: Side) => {
    const place = at[side]
    const event = place === null ? undefined : journeys[side].events[place]
    if (place === null || event === undefined) return null
    const isStop = list.active?.row === index && list.active.side === side
    return (
      <AlignedEvent
        view={props.view}
        side={side}
        event={event}
        before={journeys[side].events[place - 1]}
        marks={event.marks?.map((mark) => props.marks[mark] ?? '') ?? []}
        hasDay={!props.hasDays}
        hasSide={isNarrow}
        isOpen={opened?.side === side && printEventKey(opened.key) === printEventKey(event)}
        isStop={isStop}
        takeButton={isStop ? list.takeButton : undefined}
        onOpen={() => {
          list.setActive({ row: index, side })
          onOpen({ key: event, side })
        }}
      />
    )
  }
  const shown = isNarrow ? sides.filter((side) => at[side] !== null) : sides
  return (
    <div role="presentation" className={pair({ isNarrow })}>
      {shown.map((side) => (
        <div
          key={side}
          role="gridcell"
          aria-colindex={side + 1}
          className={cell({ isSecond: side === 1 && !isNarrow })}
        >
          {cellOf(side)}
        </div>
      ))}
    </div>
  )
}

function sayCounts({ counts }: OpenJourney): string {
  if (counts === undefined) return ''
  const { events, sessions, found } = counts
  return found < events ? texts.people.journey.found(found, events) : say.counts(events, sessions)
}

const heads = style({
  display: 'grid',
  gridTemplateColumns: { default: '1fr 1fr', isNarrow: '1fr' },
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-300',
})
const head = style({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 8,
  alignItems: 'baseline',
  minWidth: 0,
  paddingX: 16,
  paddingY: 4,
})
const subdued = style({ font: 'ui-xs', color: 'neutral-subdued', truncate: true, minWidth: 0 })
const scroller = style({
  flexGrow: 1,
  minHeight: 0,
  overflowY: 'auto',
  overflowX: 'hidden',
  position: 'relative',
})
const content = style({ position: 'relative' })
const line = style({ position: 'absolute', top: 0, insetStart: 0, width: 'full' })
const pair = style({
  display: 'grid',
  height: 'full',
  gridTemplateColumns: { default: 'minmax(0, 1fr) minmax(0, 1fr)', isNarrow: 'minmax(0, 1fr)' },
})
const cell = style({
  minWidth: 0,
  boxSizing: 'border-box',
  borderStartWidth: { default: 0, isSecond: 1 },
  borderEndWidth: 0,
  borderYWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
