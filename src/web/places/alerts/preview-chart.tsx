import type { AlertFinding, AlertPreview } from '../../../model/answers/alerts.ts'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import { CartesianChart } from '../../charts/cartesian-chart.tsx'
import type { Series } from '../../charts/cartesian-layout.ts'
import { categoryColor, mutedColor, worseColor } from '../../charts/palette.ts'
import { timeName, timeTick } from '../../charts/time-ticks.ts'
import { findFormat } from '../../components/component-groups.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import type { AlertWhen } from './alert-draft.ts'

interface PreviewChartProps {
  readonly name: string
  /** Of the metric among those of the alert. */
  readonly index: number
  readonly when: AlertWhen | undefined
  readonly preview: AlertPreview
  readonly components: ComponentList
}

/** A metric in the last periods, with the band around what was expected, and where it would have fired. */
export function PreviewChart({ name, index, when, preview, components }: PreviewChartProps) {
  const { periods, granularity } = preview
  const findings = periods.map((period) => period.findings[index]!)
  const format = findFormat(components, findings[0]!.metric)
  const numbers = format?.type === 'date' ? undefined : format
  const print = (value: number | null) => printFigure(value, numbers)
  return (
    <CartesianChart
      label={texts.alerts.chartOf(name, texts.alerts.byGranularity[granularity])}
      positionName={texts.alerts.granularities[granularity]}
      positions={periods.map(({ item }, at) => ({
        key: item,
        name: timeName(item, granularity),
        tick: timeTick(item, granularity, at === 0),
      }))}
      series={[ownSeries(name, findings, print), ...besides(when, findings, print)]}
      stacking="none"
      formats={{ left: numbers, right: undefined }}
      flags={findings.flatMap(({ fired, reason }, at) =>
        fired
          ? [
              {
                id: `fired ${at}`,
                at,
                name: texts.alerts.firedFlag,
                details: [reason],
                color: worseColor,
              },
            ]
          : [],
      )}
      height={200}
    />
  )
}

type Print = (value: number | null) => string

function ownSeries(name: string, findings: readonly AlertFinding[], print: Print): Series {
  return {
    id: 'own',
    name,
    color: categoryColor(0),
    draw: 'line',
    values: findings.map(({ value }) => value),
    bands: findings.map(({ lower, upper }) =>
      lower === null || upper === null ? null : { lower, upper },
    ),
    print,
  }
}

/** What it is compared with: a threshold, or the period before. */
function besides(
  when: AlertWhen | undefined,
  findings: readonly AlertFinding[],
  print: Print,
): readonly Series[] {
  const line = { color: mutedColor, draw: 'line', print } as const
  if (when?.kind === 'at-least' || when?.kind === 'at-most') {
    const values = findings.map(() => when.value)
    return [{ ...line, id: 'limit', name: texts.alerts.limit, look: 'trend', values }]
  }
  if (when?.kind !== 'change') return []
  const values = findings.map(({ before }) => before)
  return [{ ...line, id: 'before', name: texts.alerts.before, look: 'compared', values }]
}
