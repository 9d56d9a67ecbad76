import { z } from 'zod'
import type { Attribution } from '../../model/attribution.ts'
import type { Persistence } from '../../model/component-settings.ts'
import type { DataView, Definition, Project } from '../../model/definitions/index.ts'
import { type InvalidCode, parseAs } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import { readModel } from '../attribution/model.ts'
import { readAllocation } from '../components/allocation.ts'
import { checkRules } from '../derived-fields/rules.ts'
import { readFormula } from '../formula/index.ts'
import { reportKindNames } from '../reports/index.ts'

/**
 * Checks what the model leaves open in a definition, without looking at any data: the functions of
 * derived fields with their settings, formulas, attribution models, allocations, kinds of reports.
 * Errors: `code`, and formula/… of formulas written as text, with the path behind `path`.
 */
export function checkOpenNames(
  definition: Definition,
  path: Path = [],
  code: InvalidCode = 'definition/invalid',
): void {
  if (definition.kind === 'calculated-metric') {
    readFormula(definition.formula, [...path, 'formula'], code)
  }
  if (definition.kind === 'data-view') checkDataView(definition, path, code)
  if (definition.kind === 'project') checkProject(definition, path, code)
  if (definition.kind === 'shared-component') {
    checkComponent(definition.settings, [...path, 'settings'], code)
  }
}

function checkDataView(view: DataView, path: Path, code: InvalidCode): void {
  for (const [index, field] of view.derivedFields.entries()) {
    checkRules(field, [...path, 'derivedFields', index], code)
  }
  for (const list of ['dimensions', 'metrics'] as const) {
    for (const [index, component] of view[list].entries()) {
      checkComponent(component, [...path, list, index], code)
    }
  }
}

/** Settings of a dimension or a metric. */
interface OpenSettings {
  readonly persistence?: Persistence | undefined
  readonly attribution?: Attribution | undefined
}

function checkComponent(
  { persistence, attribution }: OpenSettings,
  path: Path,
  code: InvalidCode,
): void {
  if (persistence) readAllocation(persistence, [...path, 'persistence'], code)
  if (attribution) readModel(attribution, [...path, 'attribution'], code)
}

const reportKind = z.enum(reportKindNames)

function checkProject({ panels }: Project, path: Path, code: InvalidCode): void {
  for (const [index, { visualizations }] of panels.entries()) {
    for (const [place, { request }] of visualizations.entries()) {
      if (request === undefined) continue
      const at = [...path, 'panels', index, 'visualizations', place, 'request', 'kind']
      parseAs(reportKind, request.kind, code, at)
    }
  }
}
