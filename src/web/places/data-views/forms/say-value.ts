import { getOwn } from '../../../../model/own.ts'
import { type Duration, durationUnits } from '../../../../model/duration.ts'
import type { ValueRule } from '../../../../model/component-settings.ts'
import { texts } from '../../../texts/index.ts'
import { readKey } from './edit-object.ts'
import type { Control, Form } from './setting.ts'
import { printNumbers } from './typed-texts.ts'

const words = texts.dataViewSettings

/** A value of a setting in words; undefined is said as not set. */
export function sayValue(control: Control, value: unknown): string {
  if (value === undefined) return words.nothing
  switch (control.kind) {
    case 'switch':
      return value === true ? words.yes : words.no
    case 'choice':
      return getOwn(control.choices, String(value)) ?? String(value)
    case 'texts':
    case 'labels':
      return (value as readonly string[]).join(', ')
    case 'numbers':
      return printNumbers(value as readonly number[])
    case 'weights':
      return (value as readonly number[]).join(' : ')
    case 'duration':
      return sayDuration(value as Duration)
    case 'rules':
      return (value as readonly ValueRule[]).map(sayRule).join('; ')
    case 'group':
      return sayForm(control.form, value) || words.set
    case 'variants':
      return sayVariant(control, value)
    default:
      return String(value)
  }
}

export function sayDuration(value: Duration): string {
  const unit = durationUnits.find((each) => value[each] !== undefined)
  return unit === undefined ? words.nothing : `${value[unit]} ${words.units[unit]}`
}

export const sayRule = ({ op, value }: ValueRule): string =>
  [texts.builder.operators[op], [value ?? []].flat().join(', ')].filter(Boolean).join(' ')

const sayVariant = ({ find, variants }: Extract<Control, { kind: 'variants' }>, value: unknown) => {
  const variant = getOwn(variants, find(value))
  const more = variant && sayForm(variant.form, value)
  return [variant?.label ?? String(value), more].filter(Boolean).join(', ')
}

const sayForm = (form: Form, value: unknown): string =>
  Object.entries(form)
    .filter(([key]) => readKey(value, key) !== undefined)
    .map(([key, { label, control }]) => `${label}: ${sayValue(control, readKey(value, key))}`)
    .join(', ')
