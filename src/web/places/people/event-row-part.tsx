import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import type { EventKey } from './event-key.ts'
import { LineList } from './line-list.tsx'
import { Part } from './part.tsx'
import { printValue, printWhen } from './print-value.ts'
import { useEventRow } from './use-event.ts'
import type { PersonView } from './use-person-view.ts'

interface EventRowPartProps {
  readonly view: PersonView
  readonly person: string
  readonly event: EventKey
}

/** The fields of an event's row. */
export function EventRowPart({ view, person, event }: EventRowPartProps) {
  const { data, error, refetch } = useEventRow(view, person, event)
  const say = texts.people.event
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />
  if (data === undefined) return null
  return (
    <Part title={say.asItCame}>
      <LineList
        label={say.asItCame}
        lines={Object.entries(data.fields).map(([field, cell]) => ({
          key: field,
          name: field,
          value: printValue(cell),
        }))}
      />
    </Part>
  )
}

/** The dataset and batch of an event's row, and when it was received. */
export function EventSource({ view, person, event }: EventRowPartProps) {
  const { data } = useEventRow(view, person, event)
  const say = texts.people.event
  if (data === undefined) return null
  const facts = [
    data.source,
    say.batch(data.batch),
    say.row(data.row),
    say.received(printWhen(data.receivedAt, view.timeZone)),
  ]
  return (
    <Part title={say.from}>
      <span className={style({ font: 'ui-sm', overflowWrap: 'anywhere' })}>
        <Link
          to="/datasets/$id"
          params={{ id: data.dataset }}
          className={style({ color: 'neutral' })}
        >
          {data.dataset}
        </Link>
        {', '}
        {facts.filter((fact) => fact !== '').join(', ')}
      </span>
    </Part>
  )
}
