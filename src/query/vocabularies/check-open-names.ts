import type { DataView, Definition } from '../../model/definitions/index.ts'
import type { Path } from '../../model/path.ts'
import { checkRules } from '../derived-fields/rules.ts'

/** Whose mistake it is: a definition's, or a request's that holds one. */
export type Code = 'definition/invalid' | 'request/invalid'

/**
 * Checks what the model leaves open in a definition, without looking at any data: the functions of
 * derived fields with their settings. Errors: `code`, with the path behind `path`.
 */
export function checkOpenNames(
  definition: Definition,
  path: Path = [],
  code: Code = 'definition/invalid',
): void {
  if (definition.kind === 'data-view') checkDataView(definition, path, code)
}

function checkDataView({ derivedFields }: DataView, path: Path, code: Code): void {
  for (const [index, field] of derivedFields.entries()) {
    checkRules(field, [...path, 'derivedFields', index], code)
  }
}
