import { NumberField } from '@react-spectrum/s2/NumberField'
import { Switch } from '@react-spectrum/s2/Switch'
import { TextField } from '@react-spectrum/s2/TextField'
import { useState } from 'react'
import type { NumberFormat } from '../../../../model/format.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import { dimensionGroups } from '../../../components/component-groups.ts'
import { ComponentAdder, ComponentPicker } from '../../../components/component-picker.tsx'
import { ItemPicker } from '../../../components/item-picker.tsx'
import { texts } from '../../../texts/index.ts'
import { firstDimension } from '../../read-settings.ts'
import type { SettingsProps } from '../../visualization.ts'
import { changeColumn, findNode, putAbove } from '../edit-columns.ts'
import {
  type Above,
  areTimes,
  type ColumnSetting,
  type FreeformSettings,
  isGroup,
} from '../settings.ts'
import { AttributionFields } from '../../../components/attribution-fields.tsx'
import { rangeGroups } from './rows-form.tsx'

interface ColumnFormProps extends SettingsProps<FreeformSettings> {
  readonly id: string
}

interface PartProps {
  readonly column: ColumnSetting
  readonly onChange: (column: ColumnSetting) => void
}

/** Without settings that are undefined. */
function set(column: ColumnSetting, key: keyof ColumnSetting, value: unknown): ColumnSetting {
  const { [key]: _, ...rest } = column
  return (value === undefined ? rest : { ...rest, [key]: value }) as ColumnSetting
}

/** Every setting of one column. */
export function ColumnForm({ id, ...props }: ColumnFormProps) {
  const { settings, onChange } = props
  const column = findNode(settings.columns, id)
  if (column === undefined || isGroup(column)) return null
  const put = (next: ColumnSetting) =>
    onChange({ ...settings, columns: changeColumn(settings.columns, id, () => next) })
  const part = { column, onChange: put }
  const areMetricRows = 'metrics' in settings.rows
  return (
    <>
      <TextField
        label={texts.freeform.name}
        size="S"
        value={column.name ?? ''}
        onChange={(name) => put(set(column, 'name', name === '' ? undefined : name))}
      />
      <FormatForm {...part} />
      {column.change === undefined && !areMetricRows && (
        <AttributionFields
          value={column.attribution}
          onChange={(attribution) => put(set(column, 'attribution', attribution))}
        />
      )}
      <ToneForm {...part} />
      <Switch
        size="S"
        isSelected={column.isPlain !== true}
        onChange={(isOn) => put(set(column, 'isPlain', isOn ? undefined : true))}
      >
        {texts.freeform.barsAndShares}
      </Switch>
      <Switch
        size="S"
        isSelected={column.sparkline === true}
        onChange={(isOn) => put(set(column, 'sparkline', isOn ? true : undefined))}
      >
        {texts.freeform.sparkline}
      </Switch>
      {areTimes(settings.rows) && column.change === undefined && <TimesForm {...part} />}
      {column.change === undefined && <AboveForm {...props} id={id} />}
    </>
  )
}

function FormatForm({ column, onChange }: PartProps) {
  const { format } = column
  const put = (next: NumberFormat | undefined) => onChange(set(column, 'format', next))
  const choose = (type: 'own' | NumberFormat['type']) => {
    if (type === 'own') return put(undefined)
    put(type === 'currency' ? { type, currency: 'USD' } : { type })
  }
  return (
    <>
      <ChoicePicker
        label={texts.freeform.format}
        value={format?.type ?? 'own'}
        choices={texts.freeform.formats}
        onChange={choose}
      />
      {format !== undefined && format.type !== 'time' && (
        <NumberField
          label={texts.freeform.decimals}
          size="S"
          minValue={0}
          maxValue={10}
          value={format.decimals ?? Number.NaN}
          onChange={(decimals) =>
            put(
              Number.isNaN(decimals) ? { ...format, decimals: undefined } : { ...format, decimals },
            )
          }
        />
      )}
      {format?.type === 'currency' && (
        <TextField
          label={texts.freeform.currency}
          size="S"
          maxLength={3}
          defaultValue={format.currency ?? ''}
          onChange={(code) =>
            /^[A-Za-z]{3}$/.test(code) && put({ ...format, currency: code.toUpperCase() })
          }
        />
      )}
    </>
  )
}

function ToneForm({ column, onChange }: PartProps) {
  const { tones } = column
  const kind = tones === undefined ? 'none' : tones === 'auto' ? 'auto' : 'own'
  const limits = typeof tones === 'object' ? tones : { low: 0, high: 100 }
  const put = (next: ColumnSetting['tones']) => onChange(set(column, 'tones', next))
  return (
    <>
      <ChoicePicker
        label={texts.freeform.tones}
        value={kind}
        choices={texts.freeform.toneChoices}
        onChange={(next) => put(next === 'none' ? undefined : next === 'auto' ? 'auto' : limits)}
      />
      {kind === 'own' && (
        <NumberField
          label={texts.freeform.low}
          size="S"
          value={limits.low}
          onChange={(low) => Number.isFinite(low) && put({ ...limits, low })}
        />
      )}
      {kind === 'own' && (
        <NumberField
          label={texts.freeform.high}
          size="S"
          value={limits.high}
          onChange={(high) => Number.isFinite(high) && put({ ...limits, high })}
        />
      )}
    </>
  )
}

const DEFAULT_AVERAGE = 7

/** What only columns over time have. */
function TimesForm({ column, onChange }: PartProps) {
  const { trendLine } = column
  const average = typeof trendLine === 'object' ? trendLine.movingAverage : undefined
  const kind =
    average === undefined ? ((trendLine as string | undefined) ?? 'none') : 'moving-average'
  return (
    <>
      <ChoicePicker
        label={texts.freeform.trendLine}
        value={kind as keyof typeof texts.keyMetric.trendLines}
        choices={texts.keyMetric.trendLines}
        onChange={(next) => onChange(set(column, 'trendLine', next === 'none' ? undefined : next))}
      />
      {kind === 'moving-average' && (
        <NumberField
          label={texts.freeform.movingAverage}
          size="S"
          minValue={2}
          value={average ?? DEFAULT_AVERAGE}
          onChange={(rows) =>
            Number.isFinite(rows) && onChange(set(column, 'trendLine', { movingAverage: rows }))
          }
        />
      )}
      <Switch
        size="S"
        isSelected={column.anomalies === true}
        onChange={(isOn) => onChange(set(column, 'anomalies', isOn ? true : undefined))}
      >
        {texts.freeform.anomalies}
      </Switch>
      <NumberField
        label={texts.freeform.forecast}
        size="S"
        minValue={0}
        maxValue={1000}
        value={column.forecast ?? 0}
        onChange={(periods) => onChange(set(column, 'forecast', periods > 0 ? periods : undefined))}
      />
    </>
  )
}

/** Puts segments, date ranges and items above a column. */
function AboveForm({ id, settings, onChange, context }: ColumnFormProps) {
  const { components } = context
  const [dimension, setDimension] = useState(() => firstDimension(components))
  const put = (above: Above) =>
    onChange({ ...settings, columns: putAbove(settings.columns, id, [above]) })
  const { segments } = components
  return (
    <>
      {segments.length > 0 && (
        <ComponentAdder
          label={texts.freeform.segmentsAbove}
          placeholder={texts.freeform.add}
          groups={[{ name: texts.components.segments, choices: segments }]}
          onAdd={(segment) => put({ segment })}
        />
      )}
      <ComponentAdder
        label={texts.freeform.rangesAbove}
        placeholder={texts.freeform.add}
        groups={rangeGroups(context)}
        onAdd={(dateRange) => put({ dateRange })}
      />
      <ComponentPicker
        label={texts.freeform.itemsAbove}
        groups={dimensionGroups(components)}
        value={dimension}
        onChange={setDimension}
      />
      <ItemPicker
        label={texts.freeform.itemAbove}
        dataView={context.dataView}
        dimension={dimension}
        onPick={(item) => put({ dimension, item })}
      />
    </>
  )
}
