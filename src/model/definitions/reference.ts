import type { Path } from '../path.ts'
import type { DefinitionKind } from './kind.ts'

/**
 * What a definition refers to. `path` is where; an `optional` reference may also mean something
 * else (a metric's id may be a component's), so its absence is no error.
 */
export type Reference = {
  readonly kind: DefinitionKind
  readonly id: string
  readonly path: Path
  readonly optional?: boolean
}

/** A missing date range is told where it is resolved, with the names of the presets. */
export const asReference = (
  found: Pick<Reference, 'id' | 'path'> & { readonly kind: 'segment' | 'date-range' },
): Reference => (found.kind === 'date-range' ? { ...found, optional: true } : found)
