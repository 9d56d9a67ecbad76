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

/** The settings that only some models read. */
const ownSettings = new Set(
  Object.values<AttributionModel>(attributionModels).flatMap(({ needs, takes }) =>
    [needs, takes].filter((setting) => setting !== undefined),
  ),
)

/** The model of an attribution. Errors: `code` at its name, or at a setting that it needs or has no use for. */
export function readModel(
  attribution: Attribution,
  path: Path,
  code: InvalidCode = 'request/invalid',
): ModelName {
  const name = readModelName(attribution.model, [...path, 'model'], code)
  const { needs: needed, takes }: AttributionModel = attributionModels[name]
  for (const setting of ownSettings) {
    if (attribution[setting] === undefined || setting === needed || setting === takes) continue
    const reason = `the model ${name} has no ${setting}`
    throw new ThroughlineError(code, { reason }, [...path, setting])
  }
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
