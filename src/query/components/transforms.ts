import type { DimensionComponent } from '../../model/component-settings.ts'
import type { Compilation } from '../compilation.ts'
import type { TextValue, Value } from '../value.ts'

/** The component's own settings on a value, in the order of §3.2. */
export async function transform(
  _c: Compilation,
  value: Value,
  _component: DimensionComponent,
): Promise<TextValue> {
  if (value.kind !== 'text') throw new Error('a number is not yet a dimension')
  return value
}
