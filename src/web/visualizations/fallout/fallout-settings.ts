import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { FalloutRequestInput } from '../../../query/reports/fallout/request.ts'
import { findName } from '../../components/component-groups.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts.ts'
import {
  isRecord,
  isTouch,
  readList,
  readChoice,
  textsOr,
  type TouchSetting,
} from '../read-settings.ts'
import { type PanelContext, readPanelScope } from '../visualization.ts'

export type Gap = 'eventual' | 'next'

export interface FalloutStepSettings {
  /** Any of these is the step. */
  readonly any: readonly TouchSetting[]
  /** How it follows the step before; of the first step it says nothing. */
  readonly gap: Gap
  /** Whether it may be left out. */
  readonly isOptional?: boolean
}

export interface FalloutSettings {
  readonly container: 'person' | 'session'
  readonly steps: readonly FalloutStepSettings[]
  /** Segments side by side. */
  readonly compare: readonly string[]
}

export function readFalloutSettings(stored: Readonly<Record<string, unknown>>): FalloutSettings {
  return {
    container: readChoice(stored['container'], ['person', 'session'], 'person'),
    steps: readList(stored['steps'], isStep),
    compare: textsOr(stored['compare'], []),
  }
}

const isStep = (value: unknown): value is FalloutStepSettings =>
  isRecord(value) &&
  Array.isArray(value['any']) &&
  value['any'].length > 0 &&
  value['any'].every(isTouch) &&
  (value['isOptional'] === undefined || typeof value['isOptional'] === 'boolean') &&
  (value['gap'] === 'eventual' || value['gap'] === 'next')

/** The request of a fallout; none without steps. */
export function buildFalloutRequest(
  { container, steps, compare }: FalloutSettings,
  context: PanelContext,
): FalloutRequestInput | null {
  if (steps.length === 0) return null
  return {
    kind: 'fallout',
    ...readPanelScope(context),
    container,
    baseline: true,
    steps: steps.map((step) => ({
      any: [...step.any],
      name: stepName(step, context.components),
      optional: step.isOptional === true,
    })),
    between: steps.slice(1).map(({ gap }) => gap),
    compare: [...compare],
  }
}

export const stepName = ({ any }: FalloutStepSettings, components: ComponentList): string =>
  any.map((touch) => touchName(touch, components)).join(` ${texts.fallout.or} `)

const touchName = (touch: TouchSetting, components: ComponentList): string =>
  'metric' in touch ? findName(components, touch.metric) : printItem(touch.item, touch.dimension)

/** Adds a touch as a step of its own, or to the step at `index`, where any of its touches counts. */
export function withTouch(
  steps: readonly FalloutStepSettings[],
  touch: TouchSetting,
  index?: number,
) {
  if (index === undefined) return [...steps, { any: [touch], gap: 'eventual' as const }]
  return steps.map((step, k) => (k === index ? { ...step, any: [...step.any, touch] } : step))
}

/** The step at `from` moves to `to`. */
export function moved(steps: readonly FalloutStepSettings[], from: number, to: number) {
  const step = steps[from]
  return step === undefined ? steps : steps.toSpliced(from, 1).toSpliced(to, 0, step)
}
