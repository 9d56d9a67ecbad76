import type { Notice } from '../destinations/notice.ts'
import type { AlertPeriod, AlertRun } from '../model/answers/alerts.ts'
import type { Alert } from '../model/definitions/alert.ts'
import { escapeHtml } from '../notices/escape-html.ts'

/** What people are told of a run: the periods that fired, or the last one of a test. */
export function makeAlertNotice(alert: Alert, run: AlertRun): Omit<Notice, 'id'> {
  const isTest = run.trigger === 'test'
  const told = isTest ? run.periods : run.periods.filter(({ fired }) => fired)
  const { id, name = id, dataView, granularity } = alert
  const lines = told.flatMap(({ item, findings }) =>
    shown(findings, isTest).map((finding) => `${item}: ${finding.name} was ${finding.reason}`),
  )
  const subject = `${isTest ? 'Test: ' : ''}${name}: ${sayWhat(told, isTest)}`
  const about = [
    ...(isTest ? ['This is a test: it tells of the last period, whether it fired or not.'] : []),
    ...(run.skipped > 0 ? [`${run.skipped} older periods were missed and not looked at.`] : []),
    ...run.warnings,
    `Alert ${id} on data view ${dataView}, by ${granularity}.`,
  ]
  return {
    subject,
    text: [...lines, '', ...about, ''].join('\n'),
    html: printHtml(name, lines, about),
    files: [],
    data: { alert: { id, name, dataView, granularity }, run: run.id, isTest, periods: told },
  }
}

const shown = (findings: AlertPeriod['findings'], isTest: boolean) =>
  isTest ? findings : findings.filter(({ fired }) => fired)

/** The first finding of the latest period, and how many more there are. */
function sayWhat(periods: readonly AlertPeriod[], isTest: boolean): string {
  const latest = periods.at(-1)
  const [first] = latest === undefined ? [] : shown(latest.findings, isTest)
  if (latest === undefined || first === undefined) return 'nothing to tell'
  const count = periods.flatMap(({ findings }) => shown(findings, isTest)).length - 1
  const more = count > 0 ? `, and ${count} more` : ''
  return `${first.name} ${first.reason} (${latest.item})${more}`
}

const printHtml = (
  name: string,
  lines: readonly string[],
  about: readonly string[],
): string => `<!doctype html>
<html lang="en"><body style="font-family: system-ui, sans-serif; color: #222">
<h1 style="font-size: 18px">${escapeHtml(name)}</h1>
<ul>
${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}
</ul>
${about.map((line) => `<p style="color: #666; font-size: 13px">${escapeHtml(line)}</p>`).join('\n')}
</body></html>
`
