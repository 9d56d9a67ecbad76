import type { MediaResult } from '../../../query/reports/concurrent-viewers/request.ts'
import type { NumberFormat } from '../../../model/format.ts'
import { CartesianChart } from '../../charts/cartesian-chart.tsx'
import { ChartSkeleton } from '../../charts/chart-skeleton.tsx'
import { categoryColor } from '../../charts/palette.ts'
import { timeName, timeTick } from '../../charts/time-ticks.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { ReportFrame } from '../../components/report-frame.tsx'
import { texts } from '../../texts/index.ts'
import { actOnMark } from '../parts/act-on-mark.ts'
import { annotationFlags } from '../parts/annotation-flags.ts'
import { componentOf } from '../parts/touch-words.ts'
import type { VisualizationProps } from '../visualization.ts'
import type { MediaSettings } from './media-settings.ts'

interface MediaDrawingProps extends VisualizationProps<MediaResult, MediaSettings> {
  readonly measure: string
  readonly format: NumberFormat | undefined
}

/** A series for each item of the breakdown, or one; points are minutes, or what is coarser. */
export function MediaDrawing({
  report,
  settings,
  context,
  request,
  measure,
  format,
}: MediaDrawingProps) {
  const { breakdown } = settings
  const print = (value: number | null | undefined) => printFigure(value, format)
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape="line" />}
      unasked={<EmptyState title={texts.freeform.noColumns}>{texts.kinds.addMetric}</EmptyState>}
    >
      {({ series, granularity }) => {
        const points = series[0]?.points ?? []
        if (points.length === 0)
          return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        const unit = granularity === 'day' || granularity === 'hour' ? granularity : 'minute'
        const nameOf = (item: MediaResult['series'][number]['item']) =>
          item === undefined || breakdown === null ? measure : printItem(item, breakdown)
        return (
          <CartesianChart
            label={measure}
            positionName={texts.analyses.media.granularity}
            positions={points.map(({ item }, k) => ({
              key: item,
              name: timeName(item, unit),
              tick: timeTick(item, unit, k === 0),
            }))}
            series={series.map((each, k) => ({
              id: String(k),
              name: nameOf(each.item),
              color: categoryColor(k),
              draw: 'line' as const,
              values: each.points.map(({ value }) => value),
              print,
            }))}
            stacking="none"
            formats={{ left: format, right: undefined }}
            flags={annotationFlags(context, {
              unit: granularity,
              intervals: points.map(({ item }) => item),
              components: componentsOf(settings, request),
            })}
            actOn={(id, index) => {
              const each = series[Number(id)]
              const point = each?.points[index]
              if (each === undefined || point === undefined) return undefined
              const isBroken = each.item !== undefined && breakdown !== null
              return actOnMark(context, request, {
                label: `${nameOf(each.item)} › ${timeName(point.item, unit)}`,
                measure,
                value: print(point.value),
                interval: point.item,
                place: { row: each.item === undefined ? point.item : [each.item, point.item] },
                ...(isBroken && { items: [{ dimension: breakdown, item: each.item ?? null }] }),
              })
            }}
          />
        )
      }}
    </ReportFrame>
  )
}

const componentsOf = (
  { breakdown, where, metrics }: MediaSettings,
  request: MediaDrawingProps['request'],
): readonly string[] => [
  ...(breakdown === null ? [] : [breakdown]),
  ...(request?.kind === 'concurrent-viewers' ? [] : metrics),
  ...(request?.kind === 'concurrent-viewers' && where !== null ? [componentOf(where)] : []),
]
