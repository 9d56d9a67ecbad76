import type { Duration, DurationUnit } from '../../../model/duration.ts'
import { durationUnits } from '../../../model/duration.ts'
import type { ViewDocument } from './view-document.ts'
import { sayDuration } from './forms/say-value.ts'

type Session = ViewDocument['session']

const DEFAULT_MINUTES = 30

/** The timeout of sessions as one unit and a number, whichever way it is said. semantics §3.1 */
export const readTimeout = (session: Session): Duration =>
  session?.timeout ?? { minutes: session?.timeoutMinutes ?? DEFAULT_MINUTES }

/** Sessions with another timeout: minutes as `timeoutMinutes`, others as `timeout`. */
export function writeTimeout(session: Session, timeout: Duration): NonNullable<Session> {
  const { timeout: _, timeoutMinutes: __, ...others } = session ?? {}
  const { minutes } = timeout
  return minutes === undefined ? { timeout, ...others } : { timeoutMinutes: minutes, ...others }
}

export const sayTimeout = (session: Session): string => sayDuration(readTimeout(session))

/** Its unit and number. */
export const readSpan = (
  value: Duration,
): { readonly unit: DurationUnit; readonly count: number } => {
  const unit = durationUnits.find((each) => value[each] !== undefined) ?? 'days'
  return { unit, count: value[unit] ?? 0 }
}
