import type { Compilation } from '../compilation.ts'
import { compileDerivedField } from '../derived-fields/compile.ts'
import { compileField } from '../fields.ts'
import type { Value } from '../value.ts'

/** The field or derived field of a component, before any of its settings. */
export async function compileComponentSource(
  c: Compilation,
  component: { readonly id: string; readonly field?: string | undefined },
): Promise<Value> {
  const source = component.field ?? component.id
  const derived = c.view.derivedFields.find((field) => field.id === source)
  return derived ? compileDerivedField(c, derived) : compileField(c, source)
}
