import { ThroughlineError } from '../../../model/errors.ts'
import { type EventLine, parseEventLines } from '../../../model/event-lines.ts'
import { show } from '../../../model/show.ts'

/** Errors: import/unreadable, with the first broken line. */
export function readEventLines(content: string): readonly EventLine[] {
  const { events, broken } = parseEventLines(content)
  const [first] = broken
  if (first === undefined) return events
  const reason = `${show(first.word)} ${faults[first.kind]}`
  throw new ThroughlineError('import/unreadable', { source: `line ${first.line}`, reason })
}

const faults = {
  identity: 'is no identity; write namespace:id, such as email:ann@x.io',
  time: 'is no time; write 2026-01-31 or 2026-01-31T10:00:00Z',
} as const
