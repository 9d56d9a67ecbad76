import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type CSSProperties, useEffect, useRef } from 'react'
import type { JourneyResult } from '../../../query/reports/journey/request.ts'
import { texts } from '../../texts/index.ts'
import { describeEvent } from './describe-event.ts'
import { type EventKey, printEventKey } from './event-key.ts'
import { EventRow } from './event-row.tsx'
import { type EntryDimension, SessionRow } from './session-row.tsx'
import { type JourneyQuestion, journeyPage, useJourneyEvents } from './use-journey.ts'
import { useJourneyView } from './use-journey-view.ts'
import type { PersonView } from './use-person-view.ts'

interface JourneyListProps {
  readonly view: PersonView
  readonly question: JourneyQuestion
  readonly overview: NonNullable<JourneyResult['overview']>
  readonly entry: EntryDimension | null
  /** Names of the segments that mark. */
  readonly marks: readonly string[]
  readonly opened: EventKey | null
  readonly onOpen: (event: EventKey) => void
}

/** All sessions and events that were found: only those in sight are drawn, and loaded. */
export function JourneyList(props: JourneyListProps) {
  const { view, question, overview, entry, marks, opened, onOpen } = props
  const { components, status } = view
  const list = useJourneyView(overview.sessions, opened)
  const shown = list.items.map(({ row }) => row)
  const pages = listPages(shown.flatMap((row) => (row.kind === 'event' ? [row.index] : [])))
  const eventAt = useJourneyEvents(question, status.dataVersion, pages)
  const hueOf = (dataset: string) => status.datasets.findIndex((each) => each.dataset === dataset)
  const openedKey = opened === null ? null : printEventKey(opened)
  useOpened(list, eventAt, openedKey)
  return (
    <div
      ref={list.scroller}
      className={scroller}
      onKeyDown={list.onKeyDown}
      role="group"
      aria-label={texts.people.journey.events}
      aria-describedby="journey-keys"
    >
      <ol className={rows} style={{ height: list.height }}>
        {list.items.map(({ row, place, start, size }) => {
          const position: CSSProperties = { transform: `translateY(${start}px)`, height: size }
          if (row.kind === 'session') {
            return (
              <li key={place} className={line} style={position}>
                <SessionRow session={row.session} entry={entry} />
              </li>
            )
          }
          const event = eventAt(row.index)
          return (
            <li key={place} className={line} style={position}>
              <EventRow
                event={event}
                line={
                  event === undefined
                    ? nothing
                    : describeEvent(event, eventAt(row.index - 1), components)
                }
                hue={hueOf(event?.dataset ?? '')}
                marks={event?.marks?.map((mark) => marks[mark] ?? '') ?? []}
                isOpen={event !== undefined && printEventKey(event) === openedKey}
                isStop={row.index === list.active}
                takeButton={row.index === list.active ? list.takeButton : undefined}
                onOpen={() => {
                  list.setActive(row.index)
                  if (event !== undefined) onOpen(event)
                }}
              />
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** Shows the event that the address names, once it is loaded; where it was opened here, it is shown already. */
function useOpened(
  { near, show }: Pick<ReturnType<typeof useJourneyView>, 'near' | 'show'>,
  eventAt: (index: number) => EventKey | undefined,
  key: string | null,
): void {
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (key === null || near === null || shown.current === key) return
    for (let index = near; ; index++) {
      const event = eventAt(index)
      if (event === undefined) return
      if (printEventKey(event) !== key) continue
      shown.current = key
      show(index)
      return
    }
  })
}

const nothing = { title: null, values: [], metrics: [] }

const listPages = (indices: readonly number[]): readonly number[] => [
  ...new Set(indices.map((index) => Math.floor(index / journeyPage))),
]

const scroller = style({
  flexGrow: 1,
  minHeight: 0,
  overflowY: 'auto',
  overflowX: 'hidden',
  position: 'relative',
})
const rows = style({ listStyleType: 'none', margin: 0, padding: 0, position: 'relative' })
const line = style({ position: 'absolute', top: 0, insetStart: 0, width: 'full' })
