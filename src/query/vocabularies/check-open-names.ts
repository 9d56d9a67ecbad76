import { z } from 'zod'
import type { DataView, Definition, Project } from '../../model/definitions/index.ts'
import { parseAs } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import { checkRules } from '../derived-fields/rules.ts'
import { reportKindNames } from '../reports/index.ts'

/** Whose mistake it is: a definition's, or a request's that holds one. */
export type Code = 'definition/invalid' | 'request/invalid'

/**
 * Checks what the model leaves open in a definition, without looking at any data: the functions of
 * derived fields with their settings, kinds of reports. Errors: `code`, with the path behind `path`.
 */
export function checkOpenNames(
  definition: Definition,
  path: Path = [],
  code: Code = 'definition/invalid',
): void {
  if (definition.kind === 'data-view') checkDataView(definition, path, code)
  if (definition.kind === 'project') checkProject(definition, path, code)
}

function checkDataView({ derivedFields }: DataView, path: Path, code: Code): void {
  for (const [index, field] of derivedFields.entries()) {
    checkRules(field, [...path, 'derivedFields', index], code)
  }
}

const reportKind = z.enum(reportKindNames)

function checkProject({ panels }: Project, path: Path, code: Code): void {
  for (const [index, { visualizations }] of panels.entries()) {
    for (const [place, { request }] of visualizations.entries()) {
      if (request === undefined) continue
      const at = [...path, 'panels', index, 'visualizations', place, 'request', 'kind']
      parseAs(reportKind, request.kind, code, at)
    }
  }
}
