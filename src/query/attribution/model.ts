import { z } from 'zod'
import { type AttributionModel, attributionModels, type ModelName } from '../../engine/index.ts'
import type { Attribution } from '../../model/attribution.ts'
import { type InvalidCode, parseAs, ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'

const modelName = z.enum(Object.keys(attributionModels) as ModelName[])

/** A model by its name (§7.1). Errors: `code`. */
export const readModelName = (name: string, path: Path, code: InvalidCode): ModelName =>
  parseAs(modelName, name, code, path)

/** The setting that a model cannot do without. */
export const findNeededSetting = (name: ModelName): AttributionModel['needs'] => {
  const model: AttributionModel = attributionModels[name]
  return model.needs
}

/** The model of an attribution. Errors: `code` at its name, or at the setting that it needs. */
export function readModel(
  attribution: Attribution,
  path: Path,
  code: InvalidCode = 'request/invalid',
): ModelName {
  const name = readModelName(attribution.model, [...path, 'model'], code)
  const needed = findNeededSetting(name)
  if (needed === undefined || attribution[needed] !== undefined) return name
  throw describeMissingSetting(name, needed, [...path, needed], code)
}

export function describeMissingSetting(
  name: string,
  needed: string,
  path: Path,
  code: InvalidCode = 'request/invalid',
): ThroughlineError {
  return new ThroughlineError(code, { reason: `the model ${name} needs ${needed}` }, path)
}
