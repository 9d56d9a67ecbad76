import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { Figure, ResultColumn } from '../../../model/result.ts'
import { texts } from '../../texts.ts'
import { judgeChange } from '../key-metric/judge-change.ts'
import { drawLine, fitScale } from '../key-metric/line-path.ts'

interface TrendRowProps {
  readonly result: FreeformResult
}

/** The shown rows of each column as a line, with its trend, and whether where that leads is good. */
export function TrendRow({ result: { columns, rows } }: TrendRowProps) {
  const inOrder = rows.toSorted((a, b) => (String(a.item) < String(b.item) ? -1 : 1))
  return (
    <tr>
      <th scope="row" className={head}>
        {texts.freeform.trend}
      </th>
      {columns.map((column, index) => (
        <td key={column.id} className={cell}>
          <Trend
            column={column}
            values={inOrder.map(({ values }) => values[index] ?? null)}
            line={inOrder.map(({ trendLines = [] }) => trendLines[index] ?? null)}
          />
        </td>
      ))}
    </tr>
  )
}

interface TrendProps {
  readonly column: ResultColumn
  readonly values: readonly Figure[]
  readonly line: readonly Figure[]
}

const size = { width: 120, height: 28 }

function Trend({ column: { name, upIs }, values, line }: TrendProps) {
  const ends = line.filter((figure) => figure !== null)
  const change = ends.length < 2 ? null : ends.at(-1)! - ends[0]!
  const judged = judgeChange(change, upIs)
  if (judged === undefined) return texts.freeform.noTrend
  const { direction, isGood } = judged
  const verdict = direction === 'same' ? 'same' : isGood ? 'good' : 'bad'
  const said = texts.freeform.trends[direction](texts.keyMetric.verdicts[isGood ? 'good' : 'bad'])
  const scale = fitScale([values, line], size)
  return (
    <>
      <svg
        role="img"
        aria-label={texts.freeform.trendOf(name, said)}
        viewBox={`-2 -2 ${size.width + 4} ${size.height + 4}`}
        {...size}
      >
        <path d={drawLine(values, scale)} className={plain} strokeWidth={2} fill="none" />
        <path
          d={drawLine(line, scale)}
          className={fitted({ verdict })}
          strokeWidth={2}
          strokeDasharray="6 4"
          fill="none"
        />
      </svg>
      <div aria-hidden="true" className={verdictText({ verdict })}>
        {said}
      </div>
    </>
  )
}

const head = style({ font: 'ui-sm', textAlign: 'start', paddingX: 8, paddingY: 4 })
const cell = style({
  font: 'ui-xs',
  textAlign: 'end',
  paddingX: 8,
  paddingY: 4,
  color: 'neutral-subdued',
  whiteSpace: 'nowrap',
})
const plain = style({ stroke: 'blue-800' })
const fitted = style({
  stroke: { verdict: { good: 'positive-900', bad: 'negative-900', same: 'gray-500' } },
})
const verdictText = style({
  font: 'ui-xs',
  color: { verdict: { good: 'positive-900', bad: 'negative-900', same: 'neutral-subdued' } },
})
