import type { AlertPreview } from '../model/answers/alerts.ts'
import type { Alert } from '../model/definitions/alert.ts'
import type { ReportContext } from '../query/run-reports.ts'
import { checkAlertPeriods } from './check.ts'
import { evaluateAlert } from './evaluate.ts'
import { listLastPeriods, MOST_PERIODS } from './periods.ts'

/** What an alert would have told of the last thirty periods. Errors: what its parts say. */
export async function previewAlert(context: ReportContext, alert: Alert): Promise<AlertPreview> {
  const { dataView, now } = context
  checkAlertPeriods(alert, dataView)
  const { granularity } = alert
  const periods = listLastPeriods(granularity, MOST_PERIODS, now, dataView)
  const found = await evaluateAlert(context, alert, periods)
  const fired = found.periods.filter((period) => period.fired).length
  return { granularity, ...found, fired }
}
