import { ActionButton } from '@react-spectrum/s2/ActionButton'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useRef } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'
import { EventCredit } from './event-credit.tsx'
import { type EventKey, printEventKey } from './event-key.ts'
import { EventRowPart, EventSource } from './event-row-part.tsx'
import { EventValues } from './event-values.tsx'
import { PersonCard } from './person-card.tsx'
import { printLocal } from '../../components/print-local.ts'
import { useEvent } from './use-event.ts'
import type { JourneyQuestion } from './use-journey.ts'
import type { PersonView } from './use-person-view.ts'

interface EventCardProps {
  readonly view: PersonView
  readonly question: JourneyQuestion
  readonly opened: EventKey | null
  readonly onClose: () => void
}

/** The event that is opened: how it came, what was made of it, what led to it, where it is from. */
export function EventCard({ view, question, opened, onClose }: EventCardProps) {
  const say = texts.people.event
  if (opened === null) {
    return (
      <PersonCard title={say.title}>
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{say.hint}</span>
      </PersonCard>
    )
  }
  return (
    <OpenedEvent
      key={printEventKey(opened)}
      view={view}
      question={question}
      event={opened}
      onClose={onClose}
    />
  )
}

type OpenedEventProps = Omit<EventCardProps, 'opened'> & { readonly event: EventKey }

function OpenedEvent({ view, question, event, onClose }: OpenedEventProps) {
  const { status } = view
  const { result, error, run } = useEvent(question, event, status.dataVersion)
  const card = useShown()
  const say = texts.people.event
  return (
    <PersonCard
      ref={card}
      title={result === undefined ? say.title : printLocal(result.event.localTime)}
      facts={result?.event.dataset}
      actions={
        <ActionButton size="XS" isQuiet aria-label={say.close} onPress={onClose}>
          <Close />
        </ActionButton>
      }
    >
      {error !== null && <ProblemNotice error={error} onRetry={run} />}
      {error === null && result === undefined && <SkeletonRows />}
      <EventRowPart view={view} person={question.person} event={event} />
      {result && <EventValues view={view} result={result} />}
      {result && <EventCredit view={view} question={question} event={event} result={result} />}
      <EventSource view={view} person={question.person} event={event} />
    </PersonCard>
  )
}

/** Brings the card into sight where columns are below each other. */
function useShown() {
  const card = useRef<HTMLElement>(null)
  useEffect(() => card.current?.scrollIntoView({ block: 'nearest' }), [])
  return card
}
