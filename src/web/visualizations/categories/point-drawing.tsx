import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import { categoryColor } from '../../charts/palette.ts'
import { ScatterChart } from '../../charts/scatter-chart.tsx'
import { findName } from '../../components/component-groups.ts'
import { measureOf } from '../parts/measure.ts'
import type { VisualizationProps } from '../visualization.ts'
import { actOnCell, categoryLabel, leftOut, rowKey, rowName, valueOf } from './category-chart.ts'
import { CategoryFrame } from './category-frame.tsx'
import type { CategorySettings } from './category-settings.ts'

/** Items as points over two metrics; a third is their size where there is one. */
export function PointDrawing({
  report,
  settings,
  context,
  request,
}: VisualizationProps<FreeformResult, CategorySettings>) {
  const { dimension, metrics } = settings
  const measures = metrics.map((metric) => measureOf(context.components, metric))
  const [x, y, size] = measures
  return (
    <CategoryFrame report={report} skeleton="cells">
      {(result) => {
        if (x === undefined || y === undefined) return null
        const valued = result.rows.flatMap((row) => {
          const [left, up] = [valueOf(result, row, x.id), valueOf(result, row, y.id)]
          return left === null || up === null ? [] : [{ row, left, up }]
        })
        return (
          <ScatterChart
            label={categoryLabel(settings, context)}
            pointName={findName(context.components, dimension)}
            points={valued.map(({ row, left, up }) => ({
              key: rowKey(row),
              name: rowName(row, dimension),
              x: left,
              y: up,
              size: size === undefined ? undefined : (valueOf(result, row, size.id) ?? 0),
              color: categoryColor(0),
            }))}
            x={x}
            y={y}
            linesOf={(key) => {
              const row = result.rows.find((each) => rowKey(each) === key)
              return measures.map(({ id, name, print }) => ({
                name,
                value: row === undefined ? '' : print(valueOf(result, row, id)),
              }))
            }}
            note={leftOut(valued.length, result.rowCount)}
            actOn={(key) => {
              const row = result.rows.find((each) => rowKey(each) === key)
              if (row === undefined) return undefined
              const cell = { metric: y.id, value: valueOf(result, row, y.id) }
              return actOnCell(
                context,
                request,
                settings,
                { item: row.item ?? null, name: rowName(row, dimension) },
                cell,
              )
            }}
          />
        )
      }}
    </CategoryFrame>
  )
}
