import { describe, expect, it } from 'vitest'
import { allocations, attributionModels } from '../../engine/index.ts'
import { definitionKindNames } from '../../model/definitions/index.ts'
import { derivedFieldFunctions } from '../derived-fields/functions/index.ts'
import { formulaFunctions } from '../formula/index.ts'
import { reportKindNames } from '../reports/index.ts'
import {
  buildDefinitionJsonSchema,
  buildRequestJsonSchema,
  buildResultJsonSchema,
} from './json-schemas.ts'

describe('JSON Schemas', () => {
  it.each(definitionKindNames)('describe the definition %s', (kind) => {
    expect(JSON.stringify(buildDefinitionJsonSchema(kind))).toContain(`"const":"${kind}"`)
  })

  it.each(reportKindNames)('describe the report %s', (kind) => {
    expect(JSON.stringify(buildRequestJsonSchema(kind))).toContain(`"const":"${kind}"`)
    expect(buildResultJsonSchema(kind)['type']).toBe('object')
  })

  it('do not require what has a default', () => {
    expect(buildDefinitionJsonSchema('data-view')['required']).toEqual(['kind', 'id', 'connection'])
  })

  it('list the names that the model leaves open', () => {
    const schema = JSON.stringify(buildDefinitionJsonSchema('data-view'))
    for (const name of Object.keys(derivedFieldFunctions)) {
      expect(schema).toContain(`"const":"${name}"`)
    }
    for (const names of [attributionModels, allocations]) {
      expect(schema).toContain(JSON.stringify(Object.keys(names)))
    }
    const formulas = JSON.stringify(buildDefinitionJsonSchema('calculated-metric'))
    expect(formulas).toContain(JSON.stringify(Object.keys(formulaFunctions)))
    expect(`${schema} ${formulas}`).not.toContain('"vocabulary"')
  })

  it.each(definitionKindNames)('refer to what they hold: %s', (kind) => {
    const schema = buildDefinitionJsonSchema(kind)
    const names = [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)].map(
      ([, name]) => name,
    )
    expect(Object.keys(schema['$defs'] ?? {})).toEqual(expect.arrayContaining(names))
  })
})
