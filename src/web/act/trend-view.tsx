import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { printFigure } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { useReport } from '../components/use-report.ts'
import { texts } from '../texts/index.ts'
import type { ActedMark } from './acting.ts'
import { trendNumber } from './number-request.ts'
import { linePath } from './line-path.ts'
import { Section } from './section.tsx'

const SIZE = { width: 280, height: 120 }

/** A number by day, as a line and as a table. */
export function TrendView({ acted: { mark, panel } }: { readonly acted: ActedMark }) {
  const report = useReport<FreeformResult>(trendNumber(mark), panel.context.dataVersion)
  const { result, error, run } = report
  if (error !== null) return <ProblemNotice error={error} onRetry={run} />
  if (result === undefined) return <SkeletonRows />
  const points = result.rows.map(({ item, values: [value = null] }) => ({
    name: printItem(item, 'day'),
    value,
  }))
  return (
    <Section title={texts.act.trendOf(mark.measure)}>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden className={drawing}>
        <path
          d={linePath(
            points.map(({ value }) => value),
            SIZE,
          )}
          stroke="currentColor"
          strokeWidth={2}
          fill="none"
        />
      </svg>
      <table className={style({ font: 'ui-sm', width: 'full' })}>
        <tbody>
          {points.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row" className={head}>
                {name}
              </th>
              <td className={figure}>{printFigure(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

const drawing = style({ width: 'full', overflow: 'visible', color: 'accent' })
const head = style({ textAlign: 'start', fontWeight: 'normal', color: 'neutral-subdued' })
const figure = style({ textAlign: 'end', fontVariantNumeric: 'tabular-nums' })
