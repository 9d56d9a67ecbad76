import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import type { JourneyEvent } from '../../../query/reports/journey/request.ts'
import { categoryColor } from '../../charts/palette.ts'
import { texts } from '../../texts/index.ts'
import type { EventLine } from './describe-event.ts'
import { printClock, printMinute } from '../../components/print-local.ts'

interface EventRowProps {
  /** Undefined while it is being loaded. */
  readonly event: JourneyEvent | undefined
  readonly line: EventLine
  /** The place of its dataset, which gives it a colour. */
  readonly hue: number
  /** Names of the segments that it is in, of those that mark. */
  readonly marks: readonly string[]
  /** Whether its day is not said elsewhere. */
  readonly hasDay?: boolean
  /** What stands before it. */
  readonly lead?: ReactNode
  readonly isOpen: boolean
  readonly isStop: boolean
  readonly takeButton?: ((button: HTMLButtonElement | null) => void) | undefined
  readonly onOpen: () => void
}

/** An event in the list: when, where, what, and what is counted on it. */
export function EventRow(props: EventRowProps) {
  const { event, marks, isOpen, isStop, takeButton, onOpen } = props
  return (
    <button
      type="button"
      ref={takeButton}
      tabIndex={isStop ? 0 : -1}
      aria-current={isOpen ? 'true' : undefined}
      aria-busy={event === undefined}
      className={row({ isOpen, isMarked: marks.length > 0 })}
      onClick={onOpen}
    >
      {event === undefined ? texts.people.journey.loading : <Content {...props} event={event} />}
    </button>
  )
}

type ContentProps = EventRowProps & { readonly event: JourneyEvent }

function Content({ event, line, hue, marks, hasDay = false, lead }: ContentProps) {
  const { title, values, metrics } = line
  return (
    <>
      {lead}
      <time dateTime={event.time} className={clock({ isDated: hasDay })}>
        {hasDay ? printMinute(event.localTime) : printClock(event.localTime)}
      </time>
      <svg width="8" height="8" role="img" aria-label={event.dataset} className={dot}>
        <title>{event.dataset}</title>
        <circle cx="4" cy="4" r="4" style={{ fill: categoryColor(hue) }} />
      </svg>
      <span className={text}>
        <strong>{title ?? texts.people.journey.untitled}</strong>
        {values.length > 0 && ` ${values.join(' · ')}`}
      </span>
      <span className={chips}>
        {marks.map((name) => (
          <span key={name} className={chip({ isMark: true })}>
            {texts.people.journey.inSegment(name)}
          </span>
        ))}
        {metrics.length > 0 && (
          <span className={chip({ isMark: false })}>{metrics.join(' · ')}</span>
        )}
      </span>
    </>
  )
}

const row = style({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  width: 'full',
  height: 'full',
  boxSizing: 'border-box',
  paddingX: 16,
  paddingY: 0,
  font: 'ui-sm',
  color: 'neutral',
  textAlign: 'start',
  cursor: 'pointer',
  backgroundColor: {
    default: 'transparent',
    ':hover': 'gray-75',
    isMarked: 'orange-100',
    isOpen: 'blue-200',
  },
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-100',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
  outlineOffset: -2,
})
const clock = style({
  fontVariantNumeric: 'tabular-nums',
  color: 'neutral-subdued',
  flexShrink: 0,
  width: { default: 56, isDated: 128 },
})
const dot = style({ flexShrink: 0 })
const text = style({ truncate: true, minWidth: 0, flexGrow: 1, flexBasis: 0 })
const chips = style({
  display: 'flex',
  gap: 4,
  minWidth: 0,
  flexShrink: 1,
  maxWidth: '[50%]',
  justifyContent: 'end',
})
const chip = style({
  font: 'ui-xs',
  color: 'neutral',
  backgroundColor: { default: 'gray-100', isMark: 'orange-200' },
  paddingX: 8,
  paddingY: 2,
  borderRadius: 'default',
  truncate: true,
  minWidth: 0,
})
