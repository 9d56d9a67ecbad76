import type { Compilation, Period } from '../compilation.ts'
import type { TextValue } from '../value.ts'

export interface StandardDimension {
  readonly label: string
  readonly description: string
  compile(c: Compilation, period: Period): TextValue | Promise<TextValue>
}

/** The dimensions that every data view has (§3.13), in the order of the picker. */
export const standardDimensions: Readonly<Record<string, StandardDimension>> = {}
