import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { KeyMetricResult } from '../../../query/reports/key-metric/request.ts'
import { texts } from '../../texts.ts'
import { drawLine, fitScale } from './line-path.ts'

interface ChartProps {
  readonly result: KeyMetricResult
  /** What the chart shows, for those who do not see it. */
  readonly label: string
}

const size = { width: 600, height: 120 }

/** The metric over time, with the range before it and the trend line where there is one. */
export function KeyMetricChart({ result: { primary, comparison }, label }: ChartProps) {
  const own = primary.points.map(({ value }) => value)
  const before = comparison.points.map(({ value }) => value)
  const { trendLine } = primary
  const scale = fitScale([own, before, trendLine ?? []], size)
  return (
    <figure className={style({ margin: 0, display: 'grid', gap: 8, minWidth: 0 })}>
      <svg
        role="img"
        aria-label={label}
        viewBox={`-2 -4 ${size.width + 4} ${size.height + 8}`}
        width="100%"
        height={size.height}
        preserveAspectRatio="none"
      >
        <path d={drawLine(before, scale)} className={comparisonLine} {...stroke} />
        <path d={drawLine(own, scale)} className={primaryLine} {...stroke} />
        {trendLine && (
          <path
            d={drawLine(trendLine, scale)}
            className={fittedLine}
            strokeDasharray="6 4"
            {...stroke}
          />
        )}
      </svg>
      <figcaption className={legend}>
        <Key className={primaryLine} name={texts.keyMetric.primary} />
        <Key className={comparisonLine} name={texts.keyMetric.comparison} />
        {trendLine && <Key className={fittedLine} name={texts.keyMetric.trendLine} dash="6 4" />}
      </figcaption>
    </figure>
  )
}

interface KeyProps {
  readonly className: string
  readonly name: string
  readonly dash?: string
}

const Key = ({ className, name, dash }: KeyProps) => (
  <span className={style({ display: 'inline-flex', alignItems: 'center', gap: 4 })}>
    <svg width="24" height="8" aria-hidden="true">
      <path d="M0 4H24" className={className} strokeDasharray={dash} {...stroke} />
    </svg>
    {name}
  </span>
)

const stroke = { strokeWidth: 2, fill: 'none', vectorEffect: 'non-scaling-stroke' } as const

const primaryLine = style({ stroke: 'blue-800' })
const comparisonLine = style({ stroke: 'gray-500' })
const fittedLine = style({ stroke: 'orange-800' })
const legend = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 16,
  font: 'ui-sm',
  color: 'neutral-subdued',
})
