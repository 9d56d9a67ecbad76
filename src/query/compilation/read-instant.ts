import { parseInstant } from '../../calendar/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { show } from '../../model/show.ts'
import type { Path } from '../../model/path.ts'

/**
 * The instant of an ISO 8601 text; local time in the zone when it has no offset.
 * Errors: request/invalid for another text and for dates and times that do not exist.
 */
export function readInstant(text: string, timeZone: string, path: Path): number {
  const instant = parseInstant(text, timeZone)
  if (instant !== undefined) return instant
  const reason = `${show(text)} is not a date or a date and time that exists`
  throw new ThroughlineError('request/invalid', { reason, value: text }, path)
}
