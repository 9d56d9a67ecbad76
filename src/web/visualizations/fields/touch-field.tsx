import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { dimensionGroups, metricGroups } from '../../components/component-groups.ts'
import { ComponentAdder, ComponentPicker } from '../../components/component-picker.tsx'
import { ItemPicker } from '../../components/item-picker.tsx'
import { texts } from '../../texts/index.ts'
import { nameTouch } from '../parts/touch-words.ts'
import { firstDimension, type TouchSetting } from '../read-settings.ts'
import type { PanelContext } from '../visualization.ts'

interface TouchFieldProps {
  /** What the event is: `Start`, `Goal`. */
  readonly label: string
  readonly context: PanelContext
  readonly value: TouchSetting | null
  readonly onChange: (touch: TouchSetting) => void
}

/** An event that something is measured by: one with a metric, or with an item of a dimension. */
export function TouchField({ label, context, value, onChange }: TouchFieldProps) {
  const { components, dataView } = context
  const [dimension, setDimension] = useState(() =>
    value !== null && 'dimension' in value ? value.dimension : firstDimension(components),
  )
  return (
    <fieldset className={box}>
      <legend className={style({ font: 'ui-sm', color: 'neutral-subdued', padding: 0 })}>
        {value === null ? label : texts.kinds.touch(label, nameTouch(value, components))}
      </legend>
      <ComponentAdder
        label={texts.kinds.metric}
        placeholder={texts.fallout.metric}
        groups={metricGroups(components).filter(
          ({ name }) => name !== texts.components.calculatedMetrics,
        )}
        onAdd={(metric) => onChange({ metric })}
      />
      <ComponentPicker
        label={texts.kinds.orItemOf}
        groups={dimensionGroups(components)}
        value={dimension}
        onChange={setDimension}
      />
      <ItemPicker
        key={dimension}
        label={texts.fallout.item}
        dataView={dataView}
        dimension={dimension}
        onPick={(item) => onChange({ dimension, item })}
      />
    </fieldset>
  )
}

const box = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'end',
  gap: 8,
  padding: 0,
  margin: 0,
  minWidth: 0,
  borderWidth: 0,
})
