import type { KeyMetricResult } from '../../query/reports/key-metric/request.ts'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { SummaryView } from './summary/summary-drawing.tsx'
import { SummaryForm } from './summary/summary-form.tsx'
import {
  buildSummaryRequest,
  readSummarySettings,
  type SummarySettings,
} from './summary/summary-settings.ts'
import { defineVisualization, type VisualizationProps } from './visualization.ts'

export const summaryChange = defineVisualization({
  type: 'summary-change',
  label: texts.summary.change.title,
  description: texts.summary.change.description,
  size: { width: 3, height: 3 },
  read: readSummarySettings,
  request: buildSummaryRequest,
  Draw: SummaryChange,
  Settings: SummaryForm,
})

function SummaryChange({ report, ...props }: VisualizationProps<KeyMetricResult, SummarySettings>) {
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="number" height={96} />}>
      {(result) => <SummaryView {...props} result={result} large="change" />}
    </ReportFrame>
  )
}
