import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { dimensionGroups, metricGroups } from '../../components/component-groups.ts'
import { ComponentAdder, ComponentPicker } from '../../components/component-picker.tsx'
import { ItemPicker } from '../../components/item-picker.tsx'
import { texts } from '../../texts/index.ts'
import { firstDimension, type TouchSetting } from '../read-settings.ts'
import type { PanelContext } from '../visualization.ts'
import { getOwn } from '../../../model/own.ts'

interface StepAdderProps {
  readonly context: PanelContext
  readonly stepCount: number
  /** `index` is the step to widen; a new step without it. */
  readonly onAdd: (touch: TouchSetting, index?: number) => void
}

/** Picks a dimension item or a metric, as a new step or as an alternative to one that is there. */
export function StepAdder({ context, stepCount, onAdd }: StepAdderProps) {
  const [target, setTarget] = useState('new')
  const place = getOwn(targets(stepCount), target) === undefined ? 'new' : target
  const add = (touch: TouchSetting) => {
    onAdd(touch, place === 'new' ? undefined : Number(place))
    setTarget('new')
  }
  return (
    <fieldset className={box}>
      <legend className={style({ font: 'ui-sm', color: 'neutral-subdued', paddingX: 4 })}>
        {texts.fallout.addStep}
      </legend>
      <TouchPickers context={context} onPick={add} />
      {stepCount > 0 && (
        <ChoicePicker
          label={texts.fallout.place}
          value={place}
          choices={targets(stepCount)}
          onChange={setTarget}
        />
      )}
    </fieldset>
  )
}

interface TouchPickersProps {
  readonly context: PanelContext
  readonly onPick: (touch: TouchSetting) => void
}

function TouchPickers({ context: { components, dataView }, onPick }: TouchPickersProps) {
  const [dimension, setDimension] = useState(() => firstDimension(components))
  return (
    <>
      <ComponentPicker
        label={texts.components.dimension}
        groups={dimensionGroups(components)}
        value={dimension}
        onChange={setDimension}
      />
      <ItemPicker
        key={dimension}
        label={texts.fallout.item}
        dataView={dataView}
        dimension={dimension}
        onPick={(item) => onPick({ dimension, item })}
      />
      <ComponentAdder
        label={texts.fallout.orMetric}
        placeholder={texts.fallout.metric}
        groups={metricGroups(components).filter(
          ({ name }) => name !== texts.components.calculatedMetrics,
        )}
        onAdd={(metric) => onPick({ metric })}
      />
    </>
  )
}

/** Keyed by `new` and the steps’ indexes; `new` is listed where whole numbers do not come first. */
function targets(stepCount: number): Record<string, string> {
  const steps = Array.from({ length: stepCount }, (_, k) => [
    String(k),
    texts.fallout.orInto(k + 1),
  ])
  return { new: texts.fallout.newStep, ...Object.fromEntries(steps) }
}

const box = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'end',
  gap: 12,
  padding: 12,
  margin: 0,
  minWidth: 0,
  borderWidth: 1,
  borderStyle: 'dashed',
  borderColor: 'gray-300',
  borderRadius: 'default',
})
