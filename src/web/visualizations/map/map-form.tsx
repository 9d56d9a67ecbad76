import { ChoicePicker } from '../../components/choice-picker.tsx'
import { Controls } from '../../components/controls.tsx'
import { texts } from '../../texts/index.ts'
import { OptionalDimensionField } from '../fields/dimension-field.tsx'
import { MetricField } from '../fields/metric-field.tsx'
import { NumberSetting } from '../fields/number-setting.tsx'
import type { SettingsProps } from '../visualization.ts'
import { type MapSettings, MOST_PLACES } from './map-settings.ts'

/** What says where places are, and what makes them large. */
export function MapForm({ settings, onChange, context }: SettingsProps<MapSettings>) {
  const change = (part: Partial<MapSettings>) => onChange({ ...settings, ...part })
  const field = (key: 'latitude' | 'longitude' | 'name' | 'country', label: string) => (
    <OptionalDimensionField
      label={label}
      context={context}
      value={settings[key]}
      onChange={(dimension) => change({ [key]: dimension })}
    />
  )
  return (
    <Controls>
      <ChoicePicker
        label={texts.map.by}
        value={settings.by}
        choices={texts.map.ways}
        onChange={(by) => change({ by })}
      />
      {settings.by === 'countries' ? (
        field('country', texts.map.country)
      ) : (
        <>
          {field('latitude', texts.map.latitude)}
          {field('longitude', texts.map.longitude)}
          {field('name', texts.map.name)}
        </>
      )}
      <MetricField
        label={texts.kinds.metric}
        context={context}
        value={settings.metric}
        onChange={(metric) => change({ metric })}
      />
      <NumberSetting
        label={texts.kinds.limit}
        value={settings.limit}
        least={1}
        most={MOST_PLACES}
        onChange={(limit) => change({ limit })}
      />
      <ChoicePicker
        label={texts.map.extent}
        value={settings.extent}
        choices={texts.map.extents}
        onChange={(extent) => change({ extent })}
      />
    </Controls>
  )
}
