import { expect, it } from 'vitest'
import { reportKindNames } from '../reports/index.ts'
import { reportReference } from './reports.ts'

it('describes every kind of report', () => {
  const found = reportReference()
  expect(found.map(({ kind }) => kind)).toEqual(reportKindNames)
  for (const { description, request, example } of found) {
    expect(description).toMatch(/\.$/)
    expect(request['type']).toBe('object')
    expect(example).toBeTypeOf('object')
  }
})
