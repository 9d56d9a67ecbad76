import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { getOwn } from '../../../model/own.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { dimensionGroups, metricGroups } from '../../components/component-groups.ts'
import { ComponentAdder, ComponentPicker } from '../../components/component-picker.tsx'
import { ItemPicker } from '../../components/item-picker.tsx'
import { texts } from '../../texts/index.ts'
import { firstDimension } from '../read-settings.ts'
import type { SettingsProps } from '../visualization.ts'
import type { CanvasPart, CanvasSettings } from './canvas-settings.ts'
import { nameNode } from './canvas-words.ts'
import { changeNode, withNode } from './edit-canvas.ts'

const NEW = 'new'
const t = texts.canvas

/** Picks an item, a metric or a segment: as a new step, after another one, or as a part of one. */
export function NodeAdder({ settings, onChange, context }: SettingsProps<CanvasSettings>) {
  const { components, dataView } = context
  const [dimension, setDimension] = useState(() => firstDimension(components))
  const [chosen, setChosen] = useState(NEW)
  const places = placesOf(settings, (node) => nameNode(node, components))
  const place = getOwn(places, chosen) === undefined ? NEW : chosen
  const add = (part: CanvasPart) => {
    const [kind, id = ''] = place.split(' ')
    setChosen(NEW)
    if (kind !== 'into')
      return onChange(withNode(settings, part, kind === 'after' ? id : undefined))
    onChange(changeNode(settings, id, (node) => ({ ...node, parts: [...node.parts, part] })))
  }
  return (
    <fieldset className={box}>
      <legend className={style({ font: 'ui-sm', color: 'neutral-subdued', paddingX: 4 })}>
        {t.addStep}
      </legend>
      {settings.nodes.length > 0 && (
        <ChoicePicker label={t.place} value={place} choices={places} onChange={setChosen} />
      )}
      <ComponentPicker
        label={texts.components.dimension}
        groups={dimensionGroups(components)}
        value={dimension}
        onChange={setDimension}
      />
      <ItemPicker
        key={dimension}
        label={t.item}
        dataView={dataView}
        dimension={dimension}
        onPick={(item) => add({ dimension, item })}
      />
      <ComponentAdder
        label={t.orMetric}
        placeholder={t.pickMetric}
        groups={metricGroups(components).filter(
          ({ name }) => name !== texts.components.calculatedMetrics,
        )}
        onAdd={(metric) => add({ metric })}
      />
      {components.segments.length > 0 && (
        <ComponentAdder
          label={t.orSegment}
          placeholder={t.pickSegment}
          groups={[{ name: texts.components.segments, choices: components.segments }]}
          onAdd={(segment) => add({ segment })}
        />
      )}
    </fieldset>
  )
}

function placesOf(
  { nodes }: CanvasSettings,
  nameOf: (node: CanvasSettings['nodes'][number]) => string,
): Record<string, string> {
  return Object.fromEntries([
    [NEW, t.newStep],
    ...nodes.map((node) => [`after ${node.id}`, t.afterStep(nameOf(node))]),
    ...nodes.map((node) => [`into ${node.id}`, t.intoStep(nameOf(node))]),
  ])
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
