import type { ReactNode } from 'react'
import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import { ChartSkeleton, type SkeletonShape } from '../../charts/chart-skeleton.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ReportFrame } from '../../components/report-frame.tsx'
import type { Report } from '../../components/use-report.ts'
import { texts } from '../../texts/index.ts'

interface CategoryFrameProps<T> {
  readonly report: Report<T> | null
  readonly skeleton: SkeletonShape
  readonly children: (result: T) => ReactNode
}

/** A table's answer in all its states; one without rows says what to do. */
export function CategoryFrame<T extends FreeformResult>({
  report,
  skeleton,
  children,
}: CategoryFrameProps<T>) {
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape={skeleton} />}
      unasked={<EmptyState title={texts.freeform.noColumns}>{texts.kinds.addMetric}</EmptyState>}
    >
      {(result) =>
        result.rows.length === 0 ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          children(result)
        )
      }
    </ReportFrame>
  )
}
