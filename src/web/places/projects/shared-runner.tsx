import { type ReactNode, useMemo } from 'react'
import type { RequestFailure } from '../../../model/answers/reports.ts'
import { RequestError, runSharedReports, type SharedPlace } from '../../api/index.ts'
import { type ReportRunner, ReportRunnerContext } from '../../components/use-report.ts'
import type { SharedLink } from './project-page.ts'

interface SharedRunnerProps {
  readonly link: SharedLink
  readonly place: SharedPlace
  readonly children: ReactNode
}

/** Whatever a visualization asks, its link runs what the project holds there. */
export function SharedRunner({ link, place, children }: SharedRunnerProps) {
  const { token, dateRange } = link
  const { panel, visualization } = place
  const run = useMemo(
    (): ReportRunner => async (_, signal) => {
      const places = [{ panel, visualization }]
      const [answer] = await runSharedReports(token, places, dateRange, signal)
      if (answer === undefined) throw new Error(`nothing came for ${visualization}`)
      if ('error' in answer) throw new RequestError((answer as RequestFailure).error)
      return answer
    },
    [token, dateRange, panel, visualization],
  )
  return <ReportRunnerContext value={run}>{children}</ReportRunnerContext>
}
