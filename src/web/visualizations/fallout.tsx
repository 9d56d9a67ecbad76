import { ActionButton } from '@react-spectrum/s2/ActionButton'
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown'
import ChevronUp from '@react-spectrum/s2/icons/ChevronUp'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ComponentList } from '../../model/answers/data-views.ts'
import type { FalloutResult } from '../../query/reports/fallout/request.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { SegmentPicker } from '../components/segment-picker.tsx'
import { texts } from '../texts/index.ts'
import { FalloutBars, type FalloutMark } from './fallout/fallout-bars.tsx'
import {
  addDroppedStep,
  buildFalloutRequest,
  type FalloutSettings,
  type FalloutStepSettings,
  moved,
  readFalloutSettings,
  stepName,
  withTouch,
} from './fallout/fallout-settings.ts'
import { sayRules } from './fallout/fallout-rules.ts'
import { hasRequiredBefore, markOf } from './fallout/fallout-marks.ts'
import { OtherRules, RulesFields } from './fallout/rules-form.tsx'
import { StepAdder } from './fallout/step-adder.tsx'
import { OptionalDimensionField } from './fields/dimension-field.tsx'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const falloutVisualization = defineVisualization({
  type: 'fallout',
  label: texts.fallout.title,
  description: texts.fallout.description,
  size: { width: 6, height: 8 },
  read: readFalloutSettings,
  request: buildFalloutRequest,
  Draw: Fallout,
  Settings: FalloutForm,
  caption: (_settings: FalloutSettings, { rule }: FalloutResult) => rule,
  zones: () => [{ id: 'step', say: ({ name }) => texts.drag.asStep(name) }],
  accepts: addDroppedStep,
})

type Props = VisualizationProps<FalloutResult, FalloutSettings>

function Fallout({ settings, onChange, context, report, mode }: Props) {
  return (
    <ReportFrame
      report={report}
      unasked={<EmptyState title={texts.fallout.noSteps}>{texts.fallout.noStepsHint}</EmptyState>}
    >
      {(result) => <EditableBars {...{ settings, onChange, context, mode }} result={result} />}
    </ReportFrame>
  )
}

function FalloutForm(change: SettingsProps<FalloutSettings>) {
  const { settings, onChange, context } = change
  const { steps } = settings
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <FalloutControls {...change} />
      <StepAdder
        context={context}
        stepCount={steps.length}
        onAdd={(touch, index) => onChange({ ...settings, steps: withTouch(steps, touch, index) })}
      />
    </div>
  )
}

function FalloutControls({ settings, onChange, context }: SettingsProps<FalloutSettings>) {
  const { compare, breakdown, otherRules } = settings
  return (
    <>
      <RulesFields rules={settings} onChange={onChange} />
      <Controls>
        <SegmentPicker
          label={texts.fallout.compare}
          components={context.components}
          value={compare}
          onChange={(next) => onChange({ ...settings, compare: next })}
        />
        <OptionalDimensionField
          label={texts.fallout.breakdown}
          context={context}
          value={breakdown}
          onChange={(next) => onChange({ ...settings, breakdown: next })}
        />
      </Controls>
      <OtherRules
        own={settings}
        others={otherRules}
        onChange={(next) => onChange({ ...settings, otherRules: next })}
      />
    </>
  )
}

interface EditableBarsProps extends SettingsProps<FalloutSettings> {
  readonly result: FalloutResult
  readonly mode: Props['mode']
}

/** The bars; where they can be edited, with what changes each step and the gap before it. */
function EditableBars({ result, mode, ...change }: EditableBarsProps) {
  const { settings, context } = change
  const { onMark } = context
  const onAct = (bar: FalloutMark, element: Element) => {
    const mark = markOf(bar, result.series[bar.series]!, settings, context)
    if (mark !== null) onMark?.(mark, { element })
  }
  return (
    <FalloutBars
      result={result}
      // Of items the first step is all there is.
      hasAll={settings.breakdown === null}
      nameOfSeries={(series) => nameOfSeries(series, settings, context.components)}
      renderStep={(index) => mode === 'edit' && <StepButtons index={index} {...change} />}
      renderGap={(index) => mode === 'edit' && <GapPicker index={index} {...change} />}
      hasLost={(step) => hasRequiredBefore(step, settings)}
      onAct={onMark === undefined ? undefined : onAct}
    />
  )
}

function nameOfSeries(
  { segment, item, ruleName }: FalloutResult['series'][number],
  settings: FalloutSettings,
  components: ComponentList,
): string {
  const { breakdown, compare, otherRules } = settings
  const who = segment === null ? texts.fallout.everyone : findName(components, segment)
  const rules = otherRules.length === 0 ? [] : [ruleName ?? sayRules(settings)]
  const items = breakdown === null ? [] : [printItem(item, breakdown)]
  const isNamed = compare.length > 0 || (rules.length === 0 && items.length === 0)
  return [...rules, ...(isNamed ? [who] : []), ...items].join(' · ')
}

interface GapPickerProps extends Omit<SettingsProps<FalloutSettings>, 'context'> {
  readonly index: number
}

function GapPicker({ index, settings, onChange }: GapPickerProps) {
  const step = settings.steps[index]
  if (step === undefined) return null
  const change = (changes: Partial<FalloutStepSettings>) =>
    onChange({
      ...settings,
      steps: settings.steps.map((each, k) => (k === index ? { ...each, ...changes } : each)),
    })
  const need = step.isOptional ? 'optional' : 'required'
  return (
    <div className={style({ display: 'flex', gap: 8 })}>
      <ChoicePicker
        label={texts.fallout.gap(index + 1)}
        isLabelHidden
        value={step.gap}
        choices={texts.fallout.gaps}
        onChange={(gap) => change({ gap })}
      />
      <ChoicePicker
        label={texts.fallout.need(index + 1)}
        isLabelHidden
        value={need}
        choices={texts.fallout.needs}
        onChange={(next) => change({ isOptional: next === 'optional' })}
      />
    </div>
  )
}

interface StepButtonsProps extends SettingsProps<FalloutSettings> {
  readonly index: number
}

function StepButtons({ index, settings, onChange, context }: StepButtonsProps) {
  const { steps } = settings
  const step = steps[index]
  if (step === undefined) return null
  const name = stepName(step, context.components)
  const set = (next: FalloutSettings['steps']) => onChange({ ...settings, steps: next })
  return (
    <>
      <ActionButton
        size="XS"
        isQuiet
        isDisabled={index === 0}
        aria-label={texts.fallout.moveUp(name)}
        onPress={() => set(moved(steps, index, index - 1))}
      >
        <ChevronUp />
      </ActionButton>
      <ActionButton
        size="XS"
        isQuiet
        isDisabled={index === steps.length - 1}
        aria-label={texts.fallout.moveDown(name)}
        onPress={() => set(moved(steps, index, index + 1))}
      >
        <ChevronDown />
      </ActionButton>
      <ActionButton
        size="XS"
        isQuiet
        aria-label={texts.fallout.removeStep(name)}
        onPress={() => set(steps.toSpliced(index, 1))}
      >
        <Close />
      </ActionButton>
    </>
  )
}
