import type { DimensionComponent } from '../../model/component-settings.ts'
import type { Compilation, Period } from '../compilation.ts'
import type { TextValue } from '../value.ts'

/** Carries values to other events by allocation, expiration and binding (§3.9). */
export async function persist(
  _c: Compilation,
  value: TextValue,
  _component: DimensionComponent,
  _period: Period,
): Promise<TextValue> {
  return value
}
