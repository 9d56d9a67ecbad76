import type { NodeRef } from '../../engine/index.ts'
import type { DimensionComponent } from '../../model/component-settings.ts'
import type { Path } from '../../model/path.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import { eventMember } from '../compilation/summary-members.ts'
import type { TextValue } from '../compilation/value.ts'
import { findStandardDimension } from '../standard/audience-dimensions.ts'
import { compileComponentSource } from './component-source.ts'
import { unknownDimension } from './instances.ts'
import { compileOrigins, compilePersistence } from './persistence.ts'
import { limitToSelection } from './selections.ts'
import { transform } from './transforms.ts'

/** A dimension ready to be reported on. */
export interface CompiledDimension {
  readonly id: string
  readonly name: string
  /** The values that rows, segments and breakdowns see: persisted ones included. */
  readonly value: TextValue
  /** The values as they are set on the events: what instances, paths and touchpoints are. */
  readonly instances: TextValue
  /** How the row without a value is called, and whether it is shown. */
  readonly noValue: { readonly label: string; readonly isShown: boolean }
}

/**
 * A dimension of the data view, or a standard one, in the order of §0.4: field or derived field,
 * transforms, persistence. Errors: request/unknown-component.
 */
export async function compileDimension(
  c: Compilation,
  id: string,
  period: Period,
  path: Path = [],
): Promise<CompiledDimension> {
  const component = c.view.dimensions.get(id)
  if (component) return compileComponent(c, eventMember(c, component), period)
  const standard = findStandardDimension(c.schema, id)
  if (!standard) throw unknownDimension(c, id, path)
  const value = await standard.compile(c, period)
  const noValue = { label: standard.noValueLabel ?? 'No value', isShown: true }
  return { id, name: standard.label, value, instances: value, noValue }
}

/** As `compileOrigins`; null of standard dimensions, too. */
export async function compileDimensionOrigins(
  c: Compilation,
  id: string,
  period: Period,
): Promise<NodeRef | null> {
  const found = c.view.dimensions.get(id)
  if (found === undefined) return null
  const component = eventMember(c, found)
  const set = await transform(c, await compileComponentSource(c, component), component)
  return compileOrigins(c, set, component, period)
}

async function compileComponent(
  c: Compilation,
  component: DimensionComponent,
  period: Period,
): Promise<CompiledDimension> {
  const source = await compileComponentSource(c, component)
  const set = await transform(c, source, component)
  const instances = limitToSelection(c, set)
  const value = limitToSelection(c, await compilePersistence(c, set, component, period))
  const { label = 'No value', mode = 'show' } = component.noValue ?? {}
  const noValue = { label, isShown: mode !== 'hide' }
  return { id: component.id, name: component.name ?? component.id, value, instances, noValue }
}
