import type { CompiledDimension } from './dimension.ts'

/** How the item of a code is displayed where it is not shown as it is; of no value how that is called. */
export function describeItem(
  { noValue, value }: CompiledDimension,
  code: number,
): { label?: string } {
  const label = code === 0 ? noValue.label : value.domain.label?.(code)
  return label === undefined ? {} : { label }
}
