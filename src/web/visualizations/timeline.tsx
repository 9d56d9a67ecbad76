import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { TimelineRequest, TimelineResult } from '../../query/reports/timeline/request.ts'
import { actHandlers } from '../components/act-handlers.ts'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printDuration, printFigure, printInstant } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { MarkText } from '../components/mark-text.tsx'
import { MoreDots } from '../components/more-dots.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { usePointed } from '../components/use-pointed.ts'
import { useRoving } from '../components/use-roving.ts'
import { texts } from '../texts/index.ts'
import { DimensionField } from './fields/dimension-field.tsx'
import { NumberSetting } from './fields/number-setting.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import type { RequestOf } from './parts/report-of.ts'
import { firstDimension, textOr, wholeOr } from './read-settings.ts'
import {
  defineVisualization,
  type Mark,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.timeline
const MOST_EVENTS = 40

interface TimelineSettings {
  readonly dimension: string
  readonly people: number
  readonly seed: number
}

export const timeline = defineVisualization({
  type: 'timeline',
  label: t.title,
  description: t.description,
  size: { width: 7, height: 8 },
  read: (stored, components): TimelineSettings => ({
    dimension: textOr(stored['dimension'], firstDimension(components)),
    people: Math.min(50, Math.max(1, wholeOr(stored['people'], 5))),
    seed: wholeOr(stored['seed'], 1),
  }),
  request: timelineRequest,
  Draw: Timeline,
  Settings: TimelineForm,
  caption: (_settings: TimelineSettings, { people }: TimelineResult) =>
    t.caption(printFigure(people.length)),
})

function timelineRequest(
  settings: TimelineSettings,
  context: PanelContext,
): RequestOf<TimelineRequest, 'dataView'> {
  return { kind: 'timeline', ...readPanelScope(context), ...settings }
}

function TimelineForm({ settings, onChange, context }: SettingsProps<TimelineSettings>) {
  return (
    <Controls>
      <DimensionField
        label={t.dimension}
        context={context}
        value={settings.dimension}
        onChange={(dimension) => onChange({ ...settings, dimension })}
      />
      <NumberSetting
        label={t.people}
        value={settings.people}
        least={1}
        most={50}
        onChange={(people) => onChange({ ...settings, people })}
      />
      <ActionButton size="S" onPress={() => onChange({ ...settings, seed: settings.seed + 1 })}>
        {t.others}
      </ActionButton>
    </Controls>
  )
}

type Props = VisualizationProps<TimelineResult, TimelineSettings>

function Timeline({ report, ...props }: Props) {
  return (
    <ReportFrame report={report}>
      {({ people }) =>
        people.length === 0 ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          <PeopleList {...props} people={people} />
        )
      }
    </ReportFrame>
  )
}

interface PeopleListProps extends Pick<Props, 'settings' | 'context' | 'request'> {
  readonly people: TimelineResult['people']
}

/** People and their events; arrow keys walk the events of all. */
function PeopleList({ people, settings, context, request }: PeopleListProps) {
  const { dimension } = settings
  const keys = people.flatMap(({ person, sessions }) =>
    sessions.flatMap(({ session, events }) =>
      events.slice(0, MOST_EVENTS).map((_, k) => keyOf(person, session, k)),
    ),
  )
  const { root, onKeyDown, walked } = useRoving<HTMLOListElement>(keys)
  const act = (mark: Omit<Mark, 'request'>) => actOnMark(context, request, mark)
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the events inside are what is walked
    <ol ref={root} aria-label={t.title} onKeyDown={onKeyDown} className={list({ gap: 'wide' })}>
      {people.map(({ person, sessions }) => {
        const place = { row: person }
        const shown = printFigure(sessions.reduce((sum, { events }) => sum + events.length, 0))
        return (
          <li key={person}>
            <strong
              className={style({ font: 'ui-sm', fontWeight: 'bold', overflowWrap: 'anywhere' })}
            >
              <MarkText onAct={act({ label: person, measure: t.events, value: shown, place })}>
                {person}
              </MarkText>
            </strong>
            <ol aria-label={person} className={list({})}>
              {sessions.map((session) => (
                <Session
                  key={session.session}
                  session={session}
                  dimension={dimension}
                  timeZone={context.timeZone}
                  renderEvent={(value, k, text) => (
                    <EventChip
                      walked={walked(keyOf(person, session.session, k))}
                      onAct={act({
                        label: person,
                        measure: findName(context.components, dimension),
                        value: text,
                        place,
                        items: [value].flat().map((item) => ({ dimension, item })),
                      })}
                    >
                      {text}
                    </EventChip>
                  )}
                />
              ))}
            </ol>
          </li>
        )
      })}
    </ol>
  )
}

const keyOf = (person: string, session: number, k: number): string => `${person}/${session}/${k}`

type Event = TimelineResult['people'][number]['sessions'][number]['events'][number]

interface SessionProps {
  readonly session: TimelineResult['people'][number]['sessions'][number]
  readonly dimension: string
  readonly timeZone: string
  readonly renderEvent: (value: Event['value'], index: number, text: string) => ReactNode
}

function Session({ session: { session, events }, dimension, timeZone, renderEvent }: SessionProps) {
  const shown = events.slice(0, MOST_EVENTS)
  return (
    <li className={style({ display: 'grid', gap: 4, minWidth: 0 })}>
      <span className={style({ font: 'ui-xs', color: 'neutral-subdued' })}>
        {`${t.session(printFigure(session))} · ${printInstant(Date.parse(events[0]?.time ?? ''), timeZone)}`}
      </span>
      <ol className={row}>
        {shown.map(({ time, value, seconds }, k) => (
          <li
            key={`${time}-${k}`}
            title={printInstant(Date.parse(time), timeZone)}
            className={style({ display: 'flex', alignItems: 'center', minWidth: 0 })}
          >
            {renderEvent(value, k, sayValue(value, dimension))}
            {seconds !== null && seconds > 0 && (
              <span className={after}>{printDuration(seconds)}</span>
            )}
          </li>
        ))}
        {shown.length < events.length && (
          <li className={chip({})}>{t.more(printFigure(events.length - shown.length))}</li>
        )}
      </ol>
    </li>
  )
}

const sayValue = (value: Event['value'], dimension: string): string =>
  [value]
    .flat()
    .map((each) => printItem(each, dimension))
    .join(', ')

interface EventChipProps {
  readonly walked: ReturnType<ReturnType<typeof useRoving>['walked']>
  readonly onAct: ((element: Element) => void) | undefined
  readonly children: string
}

function EventChip({ walked, onAct, children }: EventChipProps) {
  const { isPointed, pointing } = usePointed()
  if (onAct === undefined) return <span className={chip({})}>{children}</span>
  return (
    <button
      type="button"
      aria-haspopup="menu"
      className={chip({ isActive: true })}
      onClick={(event) => onAct(event.currentTarget)}
      {...walked}
      {...actHandlers(onAct)}
      {...pointing}
    >
      {children}
      <MoreDots isShown={isPointed} />
    </button>
  )
}

const list = style({
  display: 'grid',
  rowGap: { default: 8, gap: { wide: 16 } },
  margin: 0,
  padding: 0,
  listStyleType: 'none',
  color: 'neutral',
  minWidth: 0,
})
const row = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 4,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
})
const after = style({ font: 'ui-xs', color: 'neutral-subdued', paddingX: 4 })
const chip = style({
  position: 'relative',
  font: 'ui-xs',
  color: 'neutral',
  textAlign: 'start',
  backgroundColor: {
    default: 'gray-100',
    isActive: { default: 'gray-100', ':hover': 'gray-200' },
  },
  borderWidth: 0,
  paddingX: 8,
  paddingY: 4,
  minHeight: 24,
  borderRadius: 'sm',
  cursor: { default: 'default', isActive: 'pointer' },
  overflowWrap: 'anywhere',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
