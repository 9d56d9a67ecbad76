import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { JourneyEvent, JourneyResult } from '../../query/reports/journey/request.ts'
import { Sheet } from '../app/sheet.tsx'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { useReport } from '../components/use-report.ts'
import { texts } from '../texts/index.ts'
import type { PanelContext } from '../visualizations/index.ts'
import { sayEvent } from './say-event.ts'
import { printLocal } from '../components/print-local.ts'

interface JourneyDialogProps {
  readonly person: string
  readonly context: PanelContext
  readonly onClose: () => void
}

const MOST_EVENTS = 200

/** What a person did in the range of the panel, session by session. */
export function JourneyDialog({ person, context, onClose }: JourneyDialogProps) {
  const { dataView, dateRange, dataVersion } = context
  const request = { kind: 'journey', dataView, dateRange, person, limit: MOST_EVENTS }
  const { result, error, run } = useReport<JourneyResult>(request, dataVersion)
  return (
    <Sheet label={texts.act.journeyOf(person)} isOpen onOpenChange={onClose}>
      {() => (
        <div className={body}>
          <div className={style({ display: 'flex', gap: 8 })}>
            <h2 className={style({ font: 'title', margin: 0, flexGrow: 1, minWidth: 0 })}>
              {person}
            </h2>
            <ActionButton size="S" isQuiet aria-label={texts.act.close} onPress={onClose}>
              <Close />
            </ActionButton>
          </div>
          {error !== null && <ProblemNotice error={error} onRetry={run} />}
          {result === undefined ? (
            error === null && <SkeletonRows />
          ) : (
            <Journey result={result} context={context} />
          )}
        </div>
      )}
    </Sheet>
  )
}

function Journey({
  result: { events, eventCount, sessionCount },
  context,
}: {
  readonly result: JourneyResult
  readonly context: PanelContext
}) {
  return (
    <>
      <p className={subdued}>
        {texts.act.events(eventCount)} · {texts.act.sessions(sessionCount)} ·{' '}
        {texts.act.zone(context.timeZone)}
      </p>
      {groupBySession(events).map(([session, own]) => (
        <section key={session} aria-label={texts.act.session(session)}>
          <h3 className={style({ font: 'title-sm', marginTop: 8, marginBottom: 4 })}>
            {texts.act.session(session)}
          </h3>
          <ol className={list}>
            {own.map((event) => (
              <li key={`${event.time} ${event.eventDepth}`} className={line}>
                <time dateTime={event.time} className={clock}>
                  {printLocal(event.localTime)}
                </time>
                <span>
                  {sayEvent(event, context.components)}{' '}
                  <span className={subdued}>{event.dataset}</span>
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {eventCount > events.length && (
        <p className={subdued}>{texts.act.moreEvents(eventCount - events.length)}</p>
      )}
    </>
  )
}

function groupBySession(events: readonly JourneyEvent[]): [number, JourneyEvent[]][] {
  const groups = new Map<number, JourneyEvent[]>()
  for (const event of events) {
    const own = groups.get(event.session)
    if (own === undefined) groups.set(event.session, [event])
    else own.push(event)
  }
  return [...groups]
}

const body = style({ display: 'flex', flexDirection: 'column', gap: 8, padding: 16, font: 'ui-sm' })
const subdued = style({ margin: 0, font: 'ui-sm', color: 'neutral-subdued' })
const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 })
const line = style({ display: 'flex', gap: 12, font: 'ui-sm', overflowWrap: 'anywhere' })
const clock = style({
  fontVariantNumeric: 'tabular-nums',
  color: 'neutral-subdued',
  whiteSpace: 'nowrap',
})
