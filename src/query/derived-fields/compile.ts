import type { DataView } from '../../model/definitions/data-view.ts'
import type { Compilation } from '../compilation.ts'
import type { Value } from '../value.ts'

type DerivedField = DataView['derivedFields'][number]

/** The result of a derived field's last rule (§4). */
export async function compileDerivedField(_c: Compilation, field: DerivedField): Promise<Value> {
  throw new Error(`derived field ${field.id} is not compiled yet`)
}
