import { useQueryClient } from '@tanstack/react-query'
import { use } from 'react'
import { ReportRunnerContext, reportQuery } from '../components/use-report.ts'
import type { PanelContext, Stored, VisualizationKind } from '../visualizations/index.ts'

/**
 * Asks for the answer of settings before they are shown, so that it is there when they are. What is given takes the
 * question back, unless somebody shows its answer by then.
 */
export function usePreparing(
  kind: VisualizationKind,
  context: PanelContext,
): (stored: Stored) => () => void {
  const client = useQueryClient()
  const run = use(ReportRunnerContext)
  return (stored) => {
    const request = kind.request(stored, context)
    if (request === null) return () => {}
    const query = reportQuery(request, context.dataVersion, run)
    void client.prefetchQuery(query)
    return () => {
      const { queryKey } = query
      const asked = client.getQueryCache().find({ queryKey, exact: true })
      if (asked?.getObserversCount() === 0) void client.cancelQueries({ queryKey, exact: true })
    }
  }
}
