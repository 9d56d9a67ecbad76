import { ActionButton } from '@react-spectrum/s2/ActionButton'
import type { FalloutResult } from '../../query/reports/fallout/request.ts'
import ChevronDown from '@react-spectrum/s2/icons/ChevronDown'
import ChevronUp from '@react-spectrum/s2/icons/ChevronUp'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { SegmentPicker } from '../components/segment-picker.tsx'
import { texts } from '../texts.ts'
import { FalloutBars } from './fallout/fallout-bars.tsx'
import {
  buildFalloutRequest,
  type FalloutSettings,
  type FalloutStepSettings,
  moved,
  readFalloutSettings,
  stepName,
  withTouch,
} from './fallout/fallout-settings.ts'
import { StepAdder } from './fallout/step-adder.tsx'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const falloutVisualization = defineVisualization({
  kind: 'fallout',
  label: texts.fallout.title,
  description: texts.fallout.description,
  read: readFalloutSettings,
  request: buildFalloutRequest,
  Component: Fallout,
})

type Props = VisualizationProps<FalloutResult, FalloutSettings>

function Fallout({ settings, onChange, context, report }: Props) {
  const { steps } = settings
  const change = { settings, onChange, context }
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <FalloutControls {...change} />
      <ReportFrame
        report={report}
        unasked={<EmptyState title={texts.fallout.noSteps}>{texts.fallout.noStepsHint}</EmptyState>}
      >
        {(result) => <EditableBars {...change} result={result} />}
      </ReportFrame>
      <StepAdder
        context={context}
        stepCount={steps.length}
        onAdd={(touch, index) => onChange({ ...settings, steps: withTouch(steps, touch, index) })}
      />
    </div>
  )
}

function FalloutControls({ settings, onChange, context }: SettingsProps<FalloutSettings>) {
  return (
    <Controls>
      <ChoicePicker
        label={texts.fallout.container}
        value={settings.container}
        choices={texts.containers}
        onChange={(container) => onChange({ ...settings, container })}
      />
      <SegmentPicker
        label={texts.fallout.compare}
        components={context.components}
        value={settings.compare}
        onChange={(compare) => onChange({ ...settings, compare })}
      />
    </Controls>
  )
}

interface EditableBarsProps extends SettingsProps<FalloutSettings> {
  readonly result: FalloutResult
}

/** The bars, with what changes each step and the gap before it. */
function EditableBars({ result, ...change }: EditableBarsProps) {
  const { components } = change.context
  return (
    <FalloutBars
      result={result}
      nameOfSeries={(segment) =>
        segment === null ? texts.fallout.everyone : findName(components, segment)
      }
      renderStep={(index) => <StepButtons index={index} {...change} />}
      renderGap={(index) => <GapPicker index={index} {...change} />}
    />
  )
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
