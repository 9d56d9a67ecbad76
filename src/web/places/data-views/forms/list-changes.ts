import { getOwn } from '../../../../model/own.ts'
import { texts } from '../../../texts/index.ts'
import { readKey } from './edit-object.ts'
import { sayValue } from './say-value.ts'
import type { Control, Form } from './setting.ts'

/** Whether two documents say the same, in whatever order they say it. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return keys.every((key) => isSame(readKey(one, key), readKey(other, key)))
}

/** What differs between the settings of two objects, in words: a line per setting. */
export const listFormChanges = (form: Form, from: unknown, to: unknown): readonly string[] =>
  Object.entries(form).flatMap(([key, { label, control }]) =>
    listChanges(label, control, [readKey(from, key), readKey(to, key)]),
  )

function listChanges(
  label: string,
  control: Control,
  [from, to]: readonly [unknown, unknown],
): readonly string[] {
  if (isSame(from, to)) return []
  const form = from === undefined || to === undefined ? undefined : sharedForm(control, from, to)
  if (form === undefined) {
    return [texts.dataViewPage.changed(label, sayValue(control, from), sayValue(control, to))]
  }
  return listFormChanges(form, from, to).map((line) => texts.dataViewPage.within(label, line))
}

/** The settings that both values have. */
function sharedForm(control: Control, from: unknown, to: unknown): Form | undefined {
  if (control.kind === 'group') return control.form
  if (control.kind !== 'variants' || typeof from !== 'object' || typeof to !== 'object') {
    return undefined
  }
  const variant = control.find(from)
  return variant === control.find(to) ? getOwn(control.variants, variant)?.form : undefined
}
