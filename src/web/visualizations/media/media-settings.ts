import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { PlaybackTimeRequest } from '../../../query/reports/playback-time/request.ts'
import type { AverageMinuteAudienceRequest } from '../../../query/reports/average-minute-audience/request.ts'
import type { ConcurrentViewersRequest } from '../../../query/reports/concurrent-viewers/request.ts'
import type { RequestOf } from '../parts/report-of.ts'
import { touchCondition } from '../parts/touch-words.ts'
import { isTouch, readChoice, textOr, textsOr, type TouchSetting } from '../read-settings.ts'
import { type PanelContext, readPanelScope, type Stored } from '../visualization.ts'

export const granularities = [
  'minute',
  '5-minutes',
  '15-minutes',
  '30-minutes',
  'hour',
  'day',
] as const
export type MediaKind = 'concurrent-viewers' | 'average-minute-audience' | 'playback-time'

export interface MediaSettings {
  readonly granularity: (typeof granularities)[number]
  readonly breakdown: string | null
  /** What viewing is; any event when null. Of concurrent viewers. */
  readonly where: TouchSetting | null
  /** Metrics in seconds: of an audience the first. */
  readonly metrics: readonly string[]
  /** Of the content; 0: the period's minutes. Of an audience. */
  readonly videoLengthSeconds: number
}

export const readMediaSettings = (stored: Stored, { metrics }: ComponentList): MediaSettings => ({
  granularity: readChoice(stored['granularity'], granularities, 'hour'),
  breakdown: typeof stored['breakdown'] === 'string' ? textOr(stored['breakdown'], '') : null,
  where: isTouch(stored['where']) ? stored['where'] : null,
  metrics: textsOr(stored['metrics'], [
    metrics.find(({ format }) => format?.type === 'time')?.id ?? 'time-spent',
  ]).slice(0, 3),
  videoLengthSeconds:
    typeof stored['videoLengthSeconds'] === 'number' && stored['videoLengthSeconds'] > 0
      ? stored['videoLengthSeconds']
      : 0,
})

type MediaInput =
  | RequestOf<ConcurrentViewersRequest, 'granularity'>
  | RequestOf<PlaybackTimeRequest, 'metrics'>
  | RequestOf<AverageMinuteAudienceRequest, 'timeSpent'>

export function buildMediaRequest(
  kind: MediaKind,
  settings: MediaSettings,
  context: PanelContext,
): MediaInput | null {
  const { granularity, breakdown, where, metrics, videoLengthSeconds } = settings
  const [timeSpent] = metrics
  const common = {
    ...readPanelScope(context),
    granularity,
    limit: 8,
    ...(breakdown !== null && { breakdown }),
  }
  switch (kind) {
    case 'concurrent-viewers':
      return { kind, ...common, ...(where !== null && { where: touchCondition(where) }) }
    case 'playback-time':
      return metrics.length === 0 ? null : { kind, ...common, metrics: [...metrics] }
    case 'average-minute-audience':
      if (timeSpent === undefined) return null
      return { kind, ...common, timeSpent, ...(videoLengthSeconds > 0 && { videoLengthSeconds }) }
    default:
      return kind satisfies never
  }
}
