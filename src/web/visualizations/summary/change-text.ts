import type { KeyMetricResult } from '../../../query/reports/key-metric/request.ts'
import { printPercent } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { judgeChange } from '../key-metric/judge-change.ts'
import type { Measure } from '../parts/measure.ts'

export interface ChangeWords {
  readonly text: string
  readonly verdict: 'good' | 'bad' | 'same'
  /** For those who do not see the colour. */
  readonly said: string
}

/** How much a number changed, with an arrow; whether that is good is in the colour and in words. */
export function changeWords(
  { change, difference, upIs }: KeyMetricResult,
  { print }: Measure,
  show: 'percent' | 'difference' | 'both',
): ChangeWords {
  const judged = judgeChange(difference, upIs)
  if (difference === null || judged === undefined) {
    return { text: texts.keyMetric.noChange, verdict: 'same', said: texts.keyMetric.noChange }
  }
  if (judged.direction === 'same') {
    return { text: texts.keyMetric.unchanged, verdict: 'same', said: texts.keyMetric.unchanged }
  }
  const percent = change === null ? null : printPercent(Math.abs(change))
  const plain = print(Math.abs(difference))
  const by =
    show === 'difference' || percent === null
      ? plain
      : show === 'percent'
        ? percent
        : `${percent} (${plain})`
  const verdict = judged.isGood ? 'good' : 'bad'
  return {
    text: `${judged.direction === 'up' ? '▲' : '▼'} ${by}`,
    verdict,
    said: `${texts.keyMetric.changes[judged.direction](by)}, ${texts.keyMetric.verdicts[verdict]}`,
  }
}
