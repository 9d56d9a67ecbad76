import { getOwn } from '../../../../model/own.ts'
import type { Setting } from './read-settings.ts'

export type Settings = Readonly<Record<string, unknown>>

/** What a setting is, said or not. */
const valueOf = (settings: readonly Setting[], values: Settings, name: string): unknown => {
  const setting = settings.find((each) => each.name === name)
  return (
    getOwn(values, name) ??
    setting?.default ??
    (setting?.asked.kind === 'switch' ? false : undefined)
  )
}

const matters = (settings: readonly Setting[], values: Settings, { onlyWith }: Setting): boolean =>
  onlyWith === undefined || onlyWith.values.includes(valueOf(settings, values, onlyWith.setting))

/** The settings to be asked for: those that matter with the others, and those that are said nevertheless. */
export const listShown = (settings: readonly Setting[], values: Settings): readonly Setting[] =>
  settings.filter(
    (each) => matters(settings, values, each) || getOwn(values, each.name) !== undefined,
  )

/** With another value for a setting, undefined: without; what does not matter any more is left out. */
export function withSetting(
  settings: readonly Setting[],
  values: Settings,
  name: string,
  value: unknown,
): Settings {
  const mattered = settings.filter((each) => matters(settings, values, each))
  const { [name]: _, ...others } = values
  const next = value === undefined ? others : { ...values, [name]: value }
  const gone = mattered.filter((each) => !matters(settings, next, each)).map((each) => each.name)
  return Object.fromEntries(Object.entries(next).filter(([key]) => !gone.includes(key)))
}
