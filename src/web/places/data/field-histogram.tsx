import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ScalarType } from '../../../model/answers/datasets.ts'
import type { FieldValues } from '../../../model/answers/fields.ts'
import { CartesianChart } from '../../charts/cartesian-chart.tsx'
import { categoryColor } from '../../charts/palette.ts'
import { printTick } from '../../charts/print-tick.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { printFieldValue } from './print-field-value.ts'

interface FieldHistogramProps {
  readonly path: string
  readonly type: ScalarType
  readonly spread: NonNullable<FieldValues['spread']>
}

/** How the numbers or times of a field are spread. */
export function FieldHistogram({ path, type, spread: { buckets } }: FieldHistogramProps) {
  const t = texts.dataset
  return (
    <div className={style({ display: 'grid', gap: 8, minWidth: 0, alignContent: 'start' })}>
      <h4 className={style({ font: 'title-sm', margin: 0 })}>{t.spread}</h4>
      <CartesianChart
        label={t.spreadOf(path)}
        positionName={path}
        positions={buckets.map(({ from, to }) => ({
          key: String(from),
          name: t.bucket(printFieldValue(type, from), printFieldValue(type, to)),
          tick: type === 'number' ? printTick(from) : dayText(from, buckets.at(-1)!.to - from),
        }))}
        series={[
          {
            id: 'count',
            name: t.times,
            color: categoryColor(0),
            draw: 'bar',
            values: buckets.map(({ count }) => count),
            print: printFigure,
          },
        ]}
        stacking="none"
        areBucketsTouching
        formats={{ left: undefined, right: undefined }}
        height={260}
        note={type === 'number' ? undefined : t.inUtc}
      />
    </div>
  )
}

const DAY = 86_400_000

/** As short as it can be; `span` is what the axis stands for, in milliseconds. */
const dayText = (instant: number, span: number): string =>
  new Intl.DateTimeFormat(undefined, {
    timeZone: 'UTC',
    ...(span < 2 * DAY
      ? { hour: '2-digit', minute: '2-digit' }
      : span < 300 * DAY
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: 'numeric' }),
  }).format(instant)
