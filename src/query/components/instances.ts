import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import { findStandardDimension, listStandardDimensions } from '../standard/audience-dimensions.ts'
import { eventMember } from '../compilation/summary-members.ts'
import type { TextValue } from '../compilation/value.ts'
import { compileComponentSource } from './component-source.ts'
import { nameComponent } from './reserved-ids.ts'
import { transform } from './transforms.ts'

/**
 * A dimension's values as they are set on events: everything but its persistence, so that the
 * persistence of one dimension can depend on another and the other way around. Settings of components
 * may also name a field, or a derived field, that is no component itself. Errors:
 * request/unknown-component.
 */
export async function compileInstances(
  c: Compilation,
  id: string,
  period: Period,
  path: Path = [],
): Promise<TextValue> {
  const component = c.view.dimensions.get(id) ?? findPlainField(c, id)
  if (component) {
    const member = eventMember(c, component)
    return transform(c, await compileComponentSource(c, member), member)
  }
  const standard = findStandardDimension(c.schema, id)
  if (!standard) throw unknownDimension(c, id, path)
  return standard.compile(c, period)
}

/** A field or derived field as a component without settings, unless a standard one has its name. */
export function findPlainField(
  { view, schema }: Compilation,
  id: string,
): { id: string } | undefined {
  const isField =
    schema.fields.some(({ path }) => path === id) ||
    view.derivedFields.some((each) => each.id === id)
  return isField && nameComponent(id, schema, false) === id ? { id } : undefined
}

export function unknownDimension(c: Compilation, id: string, path: Path): ThroughlineError {
  const allowed = [...c.view.dimensions.keys(), ...Object.keys(listStandardDimensions(c.schema))]
  const params = { type: 'dimension', id, allowed }
  return new ThroughlineError('request/unknown-component', params, path)
}
