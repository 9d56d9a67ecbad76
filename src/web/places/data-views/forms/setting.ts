import type { HelpPageId } from '../../../texts/help.ts'
import type { Words } from './words.ts'

/** A list of texts or numbers; or one thing of a kind. */
export type SingleControl =
  | { readonly kind: 'text'; readonly isLong?: boolean; readonly isRaw?: boolean }
  | { readonly kind: 'id' }
  | { readonly kind: 'number'; readonly least?: number; readonly most?: number }
  | { readonly kind: 'switch'; readonly isOn?: boolean }
  | Choice
  | { readonly kind: 'texts' }
  | { readonly kind: 'numbers' }
  | { readonly kind: 'labels' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'field' }
  | { readonly kind: 'component'; readonly of: 'dimension' | 'metric' }
  | { readonly kind: 'day' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'weights' }
  | { readonly kind: 'rules' }

interface Choice {
  readonly kind: 'choice'
  readonly choices: Readonly<Record<string, string>>
  /** What it is where it is not said; without one it can be left unset. */
  readonly default?: string
  /** Whether the names stand for numbers. */
  readonly isNumeric?: boolean
}

/** An object of settings. */
interface Group {
  readonly kind: 'group'
  readonly form: Form
  /** What it begins with when it is switched on. */
  readonly begin: Readonly<Record<string, unknown>>
}

/** One of several objects, or a text that stands for one without settings. */
export interface Variants {
  readonly kind: 'variants'
  readonly variants: Readonly<Record<string, Variant>>
  /** The variant of a value. */
  readonly find: (value: unknown) => string
}

export interface Variant {
  readonly label: string
  readonly form: Form
  readonly begin: unknown
}

export type Control = SingleControl | Group | Variants

/** A setting as it is asked for. */
export interface Setting extends Words {
  readonly control: Control
  /** What it is where it is not said; such a setting cannot be switched off. */
  readonly default?: unknown
  readonly isRequired?: boolean
  /** The page that explains it. */
  readonly page?: HelpPageId
}

/** The settings of an object by their keys, in the order in which they are asked for. */
export type Form = Readonly<Record<string, Setting>>
