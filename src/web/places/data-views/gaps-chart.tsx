import type { SessionsPreview } from '../../../model/answers/previews.ts'
import { CartesianChart } from '../../charts/cartesian-chart.tsx'
import { categoryColor } from '../../charts/palette.ts'
import { printDuration, printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

const words = texts.dataViewPage

interface GapsChartProps {
  readonly gaps: SessionsPreview['gaps']
}

/** How long people pause between two events: within a session, and long enough to end one. */
export function GapsChart({ gaps }: GapsChartProps) {
  const last = gaps.findLastIndex((bucket) => bucket.gaps > 0)
  const shown = gaps.slice(0, Math.max(last + 1, 1))
  return (
    <CartesianChart
      label={words.gaps}
      positionName={words.gap}
      positions={shown.map(({ from, to }) => ({
        key: String(from),
        name:
          to === null
            ? words.longerThan(printDuration(from))
            : words.upTo(printDuration(from), printDuration(to)),
        tick: to === null ? words.longer : printDuration(to),
      }))}
      series={[
        {
          id: 'within',
          name: words.inSession,
          color: categoryColor(0),
          draw: 'bar',
          values: shown.map(({ gaps: all, longer }) => all - longer),
          print: (value) => printFigure(value),
        },
        {
          id: 'between',
          name: words.between,
          color: categoryColor(1),
          draw: 'bar',
          values: shown.map(({ longer }) => longer),
          print: (value) => printFigure(value),
        },
      ]}
      stacking="stacked"
      formats={{ left: undefined, right: undefined }}
      areBucketsTouching
      note={words.gapsNote}
    />
  )
}
