import { ThroughlineError } from '../../../model/errors.ts'
import { type EventLine, parseEventLines } from '../../../model/event-lines.ts'
import { show } from '../../../model/show.ts'

/** Errors: import/unreadable, with the first broken line. */
export function readEventLines(content: string): readonly EventLine[] {
  const { events, broken } = parseEventLines(content)
  const [first] = broken
  if (first === undefined) return events
  const reason = `${show(first.word)} is no identity; write namespace:id, such as email:ann@x.io`
  throw new ThroughlineError('import/unreadable', { source: `line ${first.line}`, reason })
}
