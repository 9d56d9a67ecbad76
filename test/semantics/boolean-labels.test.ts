import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../../src/model/definitions/index.ts'
import { column, type Row } from '../support/ask.ts'

const rows: readonly Row[] = [
  ['2024-01-01', { member: true }],
  ['2024-01-02', { member: true }],
  ['2024-01-03', { member: false }],
  ['2024-01-04', {}],
]

const members = (format: object, settings: object = {}, request: object = {}) => {
  const view = { dimensions: [{ id: 'member', format, ...settings }] }
  return column({ rows, view }, 'member', 'events', request)
}

const yesNo = { type: 'boolean', true: 'Yes', false: 'No' }

describe('labels of booleans (§3.4)', () => {
  it('are the items', async () => {
    expect(await members(yesNo)).toEqual({ Yes: 2, No: 1, 'No value': 1, Total: 4 })
  })

  it('leave a value without one as it is', async () => {
    const found = await members({ type: 'boolean', true: 'Yes' })
    expect(found).toEqual({ Yes: 2, false: 1, 'No value': 1, Total: 4 })
  })

  it('are what segments name; include rules come before them', async () => {
    const where = { dimension: 'member', op: 'equals', value: 'Yes' }
    const segments = [{ container: 'event', where }]
    expect(await members(yesNo, {}, { segments })).toEqual({ Yes: 2, Total: 2 })
    const include = { rules: [{ op: 'equals', value: 'false' }] }
    expect(await members(yesNo, { include })).toEqual({ No: 1, 'No value': 3, Total: 4 })
  })

  it('differ', () => {
    const format = { type: 'boolean', true: 'Yes', false: 'Yes' }
    const dimensions = [{ id: 'member', format }]
    const view = { kind: 'data-view', id: 'v', connection: 'c', dimensions }
    expect(() => parseDefinition(view)).toThrow(
      expect.objectContaining({
        code: 'definition/invalid',
        path: ['dimensions', 0, 'format', 'false'],
      }),
    )
  })
})
