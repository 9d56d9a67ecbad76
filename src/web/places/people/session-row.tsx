import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { JourneyOverview } from '../../../query/reports/journey/request.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import { itemsOf } from './describe-event.ts'
import { printSpan } from '../../components/print-local.ts'
import { partHead } from './journey-styles.ts'

/** A dimension whose item at the first event says how a session came about. */
export interface EntryDimension {
  readonly id: string
  readonly name: string
}

interface SessionRowProps {
  readonly session: JourneyOverview['sessions'][number]
  readonly entry: EntryDimension | null
}

/** The head of a session: when, where, how many events, by which channel. */
export function SessionRow({ session, entry }: SessionRowProps) {
  const { localStart, localEnd, datasets, eventCount, foundCount } = session
  const items = entry === null ? [] : itemsOf({ dimensions: session.entry }, entry.id)
  const facts = [
    printSpan(localStart, localEnd),
    datasets.join(', '),
    foundCount === eventCount
      ? texts.act.events(eventCount)
      : texts.people.journey.found(foundCount, eventCount),
    ...(entry === null || items.length === 0
      ? []
      : [`${entry.name}: ${items.map((item) => printItem(item, entry.id)).join(', ')}`]),
  ]
  return (
    <div className={partHead}>
      <h3 className={title}>{texts.people.journey.session(session.session)}</h3>
      <span className={rest}>{facts.join(' · ')}</span>
    </div>
  )
}

const title = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  margin: 0,
  whiteSpace: 'nowrap',
  flexShrink: 0,
})
const rest = style({ font: 'ui-sm', color: 'neutral-subdued', truncate: true, minWidth: 0 })
