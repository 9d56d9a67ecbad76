import type { ComponentType } from 'react'
import type { Form, Setting } from '../forms/setting.ts'

/** What every field is given. */
export interface Hints {
  readonly label: string
  readonly description?: string
  readonly size: 'S'
}

export const hintsOf = ({ label, help }: Setting): Hints => ({
  label,
  size: 'S',
  ...(help !== undefined && { description: help }),
})

export interface SettingFieldProps {
  readonly setting: Setting
  readonly value: unknown
  /** What holds where nothing is said. */
  readonly inherited?: unknown
  /** Undefined leaves it out. */
  readonly onChange: (value: unknown) => void
}

export interface SettingFieldsProps {
  readonly form: Form
  /** An object, or nothing yet. */
  readonly value: unknown
  /** What holds where nothing is said here: the settings of a shared component. */
  readonly inherited?: unknown
  readonly onChange: (value: Readonly<Record<string, unknown>>) => void
}

/** A setting that has settings: they are drawn by `Fields`. */
export interface OuterFieldProps extends SettingFieldProps {
  readonly Fields: ComponentType<SettingFieldsProps>
}
