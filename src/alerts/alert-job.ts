import { randomUUID } from 'node:crypto'
import type { TimeRange } from '../calendar/index.ts'
import type { AlertRun } from '../model/answers/alerts.ts'
import type { Alert } from '../model/definitions/alert.ts'
import type { DataView } from '../model/definitions/index.ts'
import type { JobKind, Moment, Recipient } from '../notices/index.ts'
import type { ReportContext } from '../query/run-reports.ts'
import { evaluateAlert } from './evaluate.ts'
import { makeAlertNotice } from './notice.ts'
import { findBegin, findNextMoment, listDuePeriods, listLastPeriods } from './periods.ts'

/** What alerts are evaluated on. */
export interface AlertGround {
  /** As they are defined now, by their ids. */
  readonly view: (id: string) => DataView
  /** A data view's journeys as they are now. Errors: connection/not-built, connection/damaged. */
  readonly open: (dataView: string, now: number) => Promise<ReportContext>
  /** Why somebody may not be told what an alert has found; null where they may. */
  readonly refusal: (alert: Alert, recipient: Recipient) => Promise<string | null>
}

interface AlertMoment extends Moment {
  readonly periods: readonly TimeRange[]
  readonly skipped: number
}

/** Alerts as jobs: each period that is over, once. */
export const makeAlertJob = ({
  view,
  open,
  refusal,
}: AlertGround): JobKind<Alert, AlertRun, AlertMoment> => ({
  kind: 'alert',
  basisOf({ granularity, dataView }) {
    const { timeZone, calendar } = view(dataView)
    return JSON.stringify([granularity, dataView, timeZone, calendar])
  },
  zoneOf: ({ dataView }) => view(dataView).timeZone,
  begin: (alert, now) => findBegin(alert, now, view(alert.dataView)),
  nextAt: (alert, through) => findNextMoment(alert, through, view(alert.dataView)),
  due(alert, through, now) {
    const due = listDuePeriods(alert, through, now, view(alert.dataView))
    const { end } = due.periods.at(-1)!
    return { ...due, through: end, id: new Date(end).toISOString() }
  },
  byHand(alert, now) {
    const periods = listLastPeriods(alert.granularity, 1, now, view(alert.dataView))
    return { id: `test-${randomUUID()}`, through: now, periods, skipped: 0 }
  },
  empty: ({ skipped }, isByHand) => ({
    trigger: isByHand ? 'test' : 'period',
    periods: [],
    skipped,
    fired: false,
    warnings: [],
  }),
  async work(alert, { periods, skipped }, now) {
    const found = await evaluateAlert(await open(alert.dataView, now), alert, periods)
    const fired = found.periods.some((period) => period.fired)
    return { ...found, skipped, fired }
  },
  tells: ({ fired }) => fired,
  letters: (alert, run) => async (recipient) => {
    const denied = await refusal(alert, recipient)
    return denied === null ? makeAlertNotice(alert, run) : { refusal: denied }
  },
})
