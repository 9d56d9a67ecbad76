import type { ReactNode } from 'react'
import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { SkeletonShape } from '../../charts/chart-skeleton.tsx'
import type { Slice } from '../../charts/donut-layout.ts'
import { findName } from '../../components/component-groups.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { texts } from '../../texts/index.ts'
import { type Measure, measureOf } from '../parts/measure.ts'
import type { VisualizationProps } from '../visualization.ts'
import { actOnCell, categoryLabel, leftOut, rowKey, rowName, valueOf } from './category-chart.ts'
import { CategoryFrame } from './category-frame.tsx'
import type { CategorySettings } from './category-settings.ts'
import { slicesOf } from './slices.ts'

export interface ShareParts {
  readonly label: string
  readonly sliceName: string
  readonly measure: Measure
  readonly slices: readonly Slice[]
  readonly note: string | undefined
  readonly actOn: (key: string) => ((element: Element) => void) | undefined
}

interface ShareDrawingProps extends VisualizationProps<FreeformResult, CategorySettings> {
  readonly skeleton: SkeletonShape
  readonly colorOf: (index: number) => string
  readonly children: (parts: ShareParts) => ReactNode
}

/** Items as shares of their sum: what donut and treemap have in common. */
export function ShareDrawing({
  report,
  settings,
  context,
  request,
  skeleton,
  colorOf,
  children,
}: ShareDrawingProps) {
  const { dimension, metrics } = settings
  const measure = measureOf(context.components, metrics[0] ?? '')
  return (
    <CategoryFrame report={report} skeleton={skeleton}>
      {(result) => {
        const slices = slicesOf(result, dimension, measure, colorOf)
        if (slices.length === 0) {
          return (
            <EmptyState title={texts.kinds.needsPositive}>
              {texts.kinds.needsPositiveHint}
            </EmptyState>
          )
        }
        const hasNegative = result.rows.some((row) => (valueOf(result, row, measure.id) ?? 0) < 0)
        return children({
          label: categoryLabel(settings, context),
          sliceName: findName(context.components, dimension),
          measure,
          slices,
          note: hasNegative ? texts.kinds.negative : leftOut(slices.length, result.rowCount),
          actOn: (key) => {
            const row = result.rows.find((each) => rowKey(each) === key)
            if (row === undefined) return undefined
            const cell = { metric: measure.id, value: valueOf(result, row, measure.id) }
            return actOnCell(
              context,
              request,
              settings,
              { item: row.item ?? null, name: rowName(row, dimension) },
              cell,
            )
          },
        })
      }}
    </CategoryFrame>
  )
}
