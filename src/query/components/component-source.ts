import type { Compilation } from '../compilation/compilation.ts'
import { compileDerivedField } from '../derived-fields/compile.ts'
import { compileField } from '../compilation/fields.ts'
import type { Value } from '../compilation/value.ts'
import { compileFoldedLookup } from './folded-lookup.ts'

/** The field or derived field of a component, before its settings; lower case folds keys of lookups. */
export async function compileComponentSource(
  c: Compilation,
  component: {
    readonly id: string
    readonly field?: string | undefined
    readonly lowercase?: boolean | undefined
  },
): Promise<Value> {
  const source = component.field ?? component.id
  const derived = c.view.derivedFields.find((field) => field.id === source)
  if (derived) return compileDerivedField(c, derived)
  return component.lowercase ? compileFoldedLookup(c, source) : compileField(c, source)
}
