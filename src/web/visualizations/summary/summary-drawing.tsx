import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { KeyMetricResult } from '../../../query/reports/key-metric/request.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { actHandlers } from '../../components/act-handlers.ts'
import { MarkText } from '../../components/mark-text.tsx'
import { MoreDots } from '../../components/more-dots.tsx'
import { usePointed } from '../../components/use-pointed.ts'
import { texts } from '../../texts/index.ts'
import { timeName } from '../../charts/time-ticks.ts'
import { actOnMark, requestOfCompared } from '../parts/act-on-mark.ts'
import { measureOf } from '../parts/measure.ts'
import type { VisualizationProps } from '../visualization.ts'
import { changeWords } from './change-text.ts'
import type { SummarySettings } from './summary-settings.ts'

interface SummaryViewProps
  extends Pick<
    VisualizationProps<KeyMetricResult, SummarySettings>,
    'settings' | 'context' | 'request'
  > {
  readonly result: KeyMetricResult
  /** What stands large: the number, or its change. */
  readonly large: 'number' | 'change'
}

/** A number with its change and its course; the number can be acted on. */
export function SummaryView({ settings, context, request, result, large }: SummaryViewProps) {
  const { isPointed, pointing } = usePointed()
  const measure = measureOf(context.components, settings.metric)
  const { primary, comparison } = result
  const value = measure.print(primary.total)
  const change = changeWords(result, measure, settings.show)
  const act = actOnMark(context, request, {
    label: measure.name,
    measure: measure.name,
    value,
    place: { column: 'primary' },
  })
  const actBefore = actOnMark(context, requestOfCompared(request, comparison), {
    label: texts.keyMetric.comparison,
    measure: measure.name,
    value: measure.print(comparison.total),
    place: { column: 'primary' },
  })
  const ends = [primary.points[0], primary.points.at(-1)].map((point) =>
    timeName(point?.item ?? '', settings.interval),
  )
  const main = large === 'number' ? value : change.text
  return (
    <div className={box}>
      <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>{measure.name}</span>
      <div
        className={style({
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'baseline',
          columnGap: 8,
        })}
      >
        <button
          type="button"
          disabled={act === undefined}
          aria-haspopup="menu"
          aria-label={`${measure.name}: ${large === 'number' ? value : change.said}`}
          onClick={(event) => act?.(event.currentTarget)}
          {...actHandlers(act)}
          {...pointing}
          className={figure({ verdict: large === 'number' ? 'none' : change.verdict })}
        >
          {main}
          <MoreDots isShown={isPointed && act !== undefined} />
        </button>
        {large === 'number' ? (
          <span className={changed({ verdict: change.verdict })} title={change.said}>
            {change.text}
          </span>
        ) : (
          <span
            className={style({ font: 'ui', color: 'neutral', fontVariantNumeric: 'tabular-nums' })}
          >
            {value}
          </span>
        )}
      </div>
      <span className={style({ font: 'ui-xs', color: 'neutral-subdued' })}>
        <MarkText onAct={actBefore}>
          {texts.keyMetric.before(measure.print(comparison.total))}
        </MarkText>
      </span>
      {settings.hasCourse && primary.points.length > 1 && (
        <Sparkline
          label={texts.keyMetric.chart(measure.name, ends[0] ?? '', ends[1] ?? '', value)}
          height={24}
          values={primary.points.map((point) => point.value)}
          compared={comparison.points.map((point) => point.value).slice(0, primary.points.length)}
          trend={primary.trendLine}
        />
      )}
    </div>
  )
}

const box = style({ display: 'flex', flexDirection: 'column', gap: 2, minWidth: 0 })
const figure = style({
  position: 'relative',
  font: 'heading-lg',
  fontVariantNumeric: 'tabular-nums',
  color: {
    default: 'neutral',
    verdict: { good: 'positive-900', bad: 'negative-900', same: 'neutral-subdued' },
  },
  backgroundColor: 'transparent',
  borderWidth: 0,
  borderRadius: 'sm',
  padding: 0,
  cursor: { default: 'pointer', ':disabled': 'default' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
  textAlign: 'start',
})
const changed = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  fontVariantNumeric: 'tabular-nums',
  color: {
    default: 'neutral-subdued',
    verdict: { good: 'positive-900', bad: 'negative-900', same: 'neutral-subdued' },
  },
})
