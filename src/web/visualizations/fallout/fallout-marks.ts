import type { FalloutResult } from '../../../query/reports/fallout/request.ts'
import type { ReportInput } from '../../api/index.ts'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { requestUnder } from '../parts/act-on-mark.ts'
import { type Mark, type PanelContext, readPanelScope } from '../visualization.ts'
import type { FalloutMark } from './fallout-bars.tsx'
import { sayRules } from './fallout-rules.ts'
import { buildFalloutRequest, type FalloutSettings } from './fallout-settings.ts'

type Series = FalloutResult['series'][number]

/** What a bar stands for; null where nobody is asked for. */
export function markOf(
  { step, isLost, name, count }: FalloutMark,
  series: Series,
  settings: FalloutSettings,
  context: PanelContext,
): Mark | null {
  const request = requestOf(series, settings, context)
  if (request === null) return null
  const own = { label: name, value: printFigure(count) }
  if (step === 0) return { ...own, ...everybody(series, context) }
  const item = settings.breakdown === null ? {} : { item: series.item }
  const at = { step, ...item }
  if (!isLost) return { ...own, measure: texts.fallout.cameTo, request, place: at }
  const before = { step: beforeOf(step, settings), ...item }
  return { ...own, measure: texts.fallout.lostBefore, request, place: before, except: at }
}

/** The fallout by the rules of a series alone, of its segment. */
function requestOf(
  { segment, ruleName }: Series,
  settings: FalloutSettings,
  context: PanelContext,
): ReportInput | null {
  const rules = settings.otherRules.find((each) => sayRules(each) === ruleName)
  const alone = { ...settings, ...rules, otherRules: [] }
  return requestUnder(buildFalloutRequest(alone, context), segment)
}

/** Who is in front of the first step. */
const everybody = ({ segment }: Series, context: PanelContext) => ({
  measure: texts.fallout.baseline,
  request: requestUnder({ kind: 'people', ...readPanelScope(context) } as ReportInput, segment),
  place: { column: 'count' },
})

/** The step that losses are counted from: the last one before that must be done; 0 where there is none. */
const beforeOf = (step: number, { steps }: FalloutSettings): number =>
  steps.slice(0, step - 1).findLastIndex(({ isOptional }) => isOptional !== true) + 1

export const hasRequiredBefore = (step: number, settings: FalloutSettings): boolean =>
  step > 0 && beforeOf(step, settings) > 0
