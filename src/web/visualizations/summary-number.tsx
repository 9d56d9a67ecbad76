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

export const summaryNumber = defineVisualization({
  type: 'summary-number',
  label: texts.summary.number.title,
  description: texts.summary.number.description,
  size: { width: 3, height: 3 },
  read: readSummarySettings,
  request: buildSummaryRequest,
  Draw: SummaryNumber,
  Settings: SummaryForm,
})

function SummaryNumber({ report, ...props }: VisualizationProps<KeyMetricResult, SummarySettings>) {
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="number" height={96} />}>
      {(result) => <SummaryView {...props} result={result} large="number" />}
    </ReportFrame>
  )
}
