import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type {
  RuleInWords,
  SegmentRules,
  TellingEvent,
} from '../../../../model/answers/segment-rules.ts'
import { printFigure } from '../../../components/figures.ts'
import { PersonLink } from '../../../components/person-link.tsx'
import { printMinute } from '../../../components/print-local.ts'
import { texts } from '../../../texts/index.ts'
import type { PanelContext } from '../../../visualizations/index.ts'
import { sayTellingEvent } from './say-telling-event.ts'

const JourneyDialog = lazy(async () => ({
  default: (await import('../../../act/journey-dialog.tsx')).JourneyDialog,
}))

interface QualifyingProps {
  readonly rules: SegmentRules
  readonly context: PanelContext
}

/** Some who qualify, and the events that made them. */
export function QualifyingPeople({ rules: { qualifying, kept }, context }: QualifyingProps) {
  const title = texts.builder.qualifying(qualifying.length, printFigure(kept.people))
  if (qualifying.length === 0) return <p className={quiet}>{texts.builder.nobody}</p>
  return (
    <People title={title} people={qualifying} context={context}>
      {({ events, eventCount }) => (
        <Events
          events={events}
          eventCount={eventCount}
          context={context}
          none={texts.builder.noEvents}
        />
      )}
    </People>
  )
}

interface MissingProps {
  readonly missing: SegmentRules['missing']
  readonly context: PanelContext
}

/** Some who would qualify with one condition less, and which that is. */
export function MissingPeople({ missing, context }: MissingProps) {
  if (missing.people.length === 0) return <p className={quiet}>{texts.builder.noMissing}</p>
  const title = texts.builder.missing(printFigure(missing.count), missing.conditions)
  return (
    <People title={title} people={missing.people} context={context}>
      {({ ways, events, eventCount }) => (
        <>
          <Ways ways={ways} />
          <Events
            events={events}
            eventCount={eventCount}
            context={context}
            none={texts.builder.noEventsLeft}
          />
        </>
      )}
    </People>
  )
}

interface PeopleProps<P> {
  readonly title: string
  readonly people: readonly P[]
  readonly context: PanelContext
  readonly children: (person: P) => ReactNode
}

/** People with what is said of them; each opens their journey. */
function People<P extends { readonly person: string }>({
  title,
  people,
  context,
  children,
}: PeopleProps<P>) {
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <section aria-label={title} className={style({ display: 'grid', gap: 8 })}>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>{title}</h3>
      <ul className={peopleList}>
        {people.map((each) => (
          <li key={each.person} className={style({ display: 'grid', gap: 2 })}>
            <span className={style({ display: 'flex', columnGap: 12, alignItems: 'baseline' })}>
              <button
                type="button"
                aria-label={texts.builder.journeyOf(each.person)}
                className={link}
                onClick={() => setOpened(each.person)}
              >
                {each.person}
              </button>
              <PersonLink
                dataView={context.dataView}
                person={each.person}
                label={texts.people.openPage(each.person)}
              >
                {texts.people.page}
              </PersonLink>
            </span>
            {children(each)}
          </li>
        ))}
      </ul>
      <Suspense>
        {opened !== null && (
          <JourneyDialog person={opened} context={context} onClose={() => setOpened(null)} />
        )}
      </Suspense>
    </section>
  )
}

const Ways = ({ ways }: { readonly ways: readonly (readonly RuleInWords[])[] }) => (
  <span className={style({ font: 'ui-sm', color: 'neutral' })}>
    <span className={quiet}>{texts.builder.missesBy} </span>
    {ways
      .map((way) => way.map(({ words }) => words).join(` ${texts.builder.and} `))
      .join(` ${texts.builder.or} `)}
  </span>
)

interface EventsProps {
  readonly events: readonly TellingEvent[]
  readonly eventCount: number
  readonly context: PanelContext
  /** What is said where there are none. */
  readonly none: string
}

function Events({ events, eventCount, context, none }: EventsProps) {
  if (events.length === 0) return <span className={quiet}>{none}</span>
  const left = eventCount - events.length
  return (
    <ol className={list}>
      {events.map((event, i) => (
        <li key={i} className={line}>
          <time dateTime={event.time} className={clock}>
            {printMinute(event.localTime)}
          </time>{' '}
          {sayTellingEvent(event, context.components)}
        </li>
      ))}
      {left > 0 && <li className={quiet}>{texts.builder.moreEvents(printFigure(left))}</li>}
    </ol>
  )
}

const list = style({ listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: 4 })
const peopleList = style({
  listStyleType: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 12,
})
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const line = style({ font: 'ui-sm', overflowWrap: 'anywhere' })
const clock = style({ color: 'neutral-subdued', fontVariantNumeric: 'tabular-nums' })
const link = style({
  font: 'ui-sm',
  color: 'accent',
  minHeight: 24,
  width: 'fit',
  textAlign: 'start',
  overflowWrap: 'anywhere',
  backgroundColor: 'transparent',
  borderWidth: 0,
  padding: 0,
  cursor: 'pointer',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
