import { describe, expect, it } from 'vitest'
import { definitionKindNames } from './definitions/index.ts'
import { definitionJsonSchema, requestJsonSchema, resultJsonSchema } from './json-schemas.ts'
import { reportKindNames } from './requests/index.ts'

describe('JSON Schemas', () => {
  it.each(definitionKindNames)('describe the definition %s', (kind) => {
    expect(JSON.stringify(definitionJsonSchema(kind))).toContain(`"const":"${kind}"`)
  })

  it.each(reportKindNames)('describe the report %s', (kind) => {
    expect(JSON.stringify(requestJsonSchema(kind))).toContain(`"const":"${kind}"`)
    expect(resultJsonSchema(kind)['type']).toBe('object')
  })

  it('do not require what has a default', () => {
    expect(definitionJsonSchema('data-view')['required']).toEqual(['kind', 'id', 'connection'])
  })
})
