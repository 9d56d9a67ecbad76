import { asDefinitionErrors } from '../compilation/as-definition-errors.ts'
import type { NodeRef } from '../../engine/index.ts'
import type { Expiration } from '../../model/component-settings.ts'
import { type Duration, toMilliseconds } from '../../model/duration.ts'
import {
  type Compilation,
  type Period,
  addPersons,
  addSessions,
} from '../compilation/compilation.ts'
import { isCalendarDuration, shiftTimes } from '../compilation/shifted-times.ts'
import { compileMetricPresence } from './metric-presence.ts'
import { cutRunsToWindow, findReportingWindow } from './reporting-window.ts'

/** How far a value reaches: runs that it never leaves, and milliseconds; null: to the run's end. */
export interface PersistenceReach {
  readonly runs: NodeRef
  readonly durationMs: number | null
  /** For months and longer, instead of milliseconds: per event until when its values are carried. */
  readonly until?: NodeRef
}

/** How far an expiration lets the values of a dimension reach (§3.9). */
export async function compileReach(
  c: Compilation,
  expiration: Expiration,
  period: Period,
  dimension: string,
): Promise<PersistenceReach> {
  switch (expiration.type) {
    case 'session':
      return { runs: addSessions(c), durationMs: null }
    case 'person':
      return { runs: findReportingWindow(c, period), durationMs: null }
    case 'time':
      return timeReach(c, expiration.time)
    case 'metric': {
      const path = ['dimensions', dimension, 'persistence', 'expiration', 'metric']
      const after = await asDefinitionErrors(() =>
        compileMetricPresence(c, expiration.metric, period, path),
      )
      const runs = addPersons(c)
      return { runs: cutRunsToWindow(c, runs, [], after), durationMs: null }
    }
    default:
      return expiration satisfies never
  }
}

function timeReach(c: Compilation, time: Duration): PersistenceReach {
  const runs = addPersons(c)
  if (!isCalendarDuration(time)) return { runs, durationMs: toMilliseconds(time) }
  return { runs, durationMs: null, until: shiftTimes(c, time, 1) }
}
