import { type ComponentType, createContext, use } from 'react'
import type { Path } from '../../../../model/path.ts'
import type { Setting } from './read-settings.ts'
import type { Settings } from './settings.ts'

export interface SettingFieldProps {
  readonly setting: Setting
  readonly value: unknown
  /** Within the card. */
  readonly path: Path
  /** The settings beside it. */
  readonly beside: Settings
  /** Where what is around it says what it is. */
  readonly isLabelHidden?: boolean
  /** Undefined leaves it out. */
  readonly onChange: (value: unknown) => void
}

/** What asks for any setting, for those that have settings inside. */
export const AnySetting = createContext<ComponentType<SettingFieldProps> | null>(null)

export function useAnySetting(): ComponentType<SettingFieldProps> {
  const field = use(AnySetting)
  if (field === null) throw new Error('there is no card around this')
  return field
}
