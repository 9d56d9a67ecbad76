import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { FalloutRequestInput } from '../../../query/reports/fallout/request.ts'
import { findName } from '../../components/component-groups.ts'
import { printItem } from '../../components/item-text.ts'
import type { Dropped } from '../../drag/dropped.ts'
import { texts } from '../../texts/index.ts'
import { isRecord, isTouch, readList, type TouchSetting, textsOr } from '../read-settings.ts'
import { type PanelContext, readPanelScope } from '../visualization.ts'
import {
  between,
  type FalloutRules,
  type Gap,
  otherRulesOf,
  readOtherRules,
  readRules,
} from './fallout-rules.ts'

export interface FalloutStepSettings {
  /** Any of these is the step. */
  readonly any: readonly TouchSetting[]
  /** How it follows the step before; of the first step it says nothing. */
  readonly gap: Gap
  /** Whether it may be left out. */
  readonly isOptional?: boolean
}

export interface FalloutSettings extends FalloutRules {
  readonly steps: readonly FalloutStepSettings[]
  /** Segments side by side. */
  readonly compare: readonly string[]
  /** Other rules side by side. */
  readonly otherRules: readonly FalloutRules[]
  /** A dimension whose items, at the first step, stand side by side; null: none. */
  readonly breakdown: string | null
}

/** Of a breakdown, those with the most people. */
const MOST_ITEMS = 5

export function readFalloutSettings(stored: Readonly<Record<string, unknown>>): FalloutSettings {
  return {
    ...readRules(stored),
    steps: readList(stored['steps'], isStep),
    compare: textsOr(stored['compare'], []),
    otherRules: readOtherRules(stored['otherRules']),
    breakdown: typeof stored['breakdown'] === 'string' ? stored['breakdown'] : null,
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
  settings: FalloutSettings,
  context: PanelContext,
): FalloutRequestInput | null {
  const { container, steps, compare, window, entry, order, otherRules, breakdown } = settings
  if (steps.length === 0) return null
  const gaps = steps.slice(1).map(({ gap }) => gap)
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
    between: between(settings, gaps),
    ...(entry !== 'any' && { entry }),
    ...(order !== 'listed' && { order }),
    ...(otherRules.length > 0 && {
      compareRules: otherRules.map((rules) => otherRulesOf(rules, gaps)),
    }),
    compare: [...compare],
    ...(window !== null && { window }),
    ...(breakdown !== null && {
      breakdown: { dimension: breakdown, at: 'first', limit: MOST_ITEMS },
    }),
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

/** An item or a metric becomes the last step; null of what no event can be. */
export function addDroppedStep(
  settings: FalloutSettings,
  { kind, id, dimension, item }: Dropped,
): FalloutSettings | null {
  const touch =
    kind === 'metric'
      ? { metric: id }
      : kind === 'item' && dimension !== undefined
        ? { dimension, item: item ?? null }
        : null
  return touch === null ? null : { ...settings, steps: withTouch(settings.steps, touch) }
}
