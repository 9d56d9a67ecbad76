import { describe, expect, it } from 'vitest'
import type { AttributionResult } from '../../src/query/reports/attribution/request.ts'
import { claimed } from './claims.ts'
import { ask } from '../support/ask.ts'
import { rowsByItem, worldOf } from '../support/vectors.ts'

const vectors = claimed('ga4', 'dbt-ga4')
const caseOf = (id: string) => vectors.cases.find((one) => one.id === id)!

describe('Google Analytics 4', () => {
  it('ga4.last_non_direct: last touch, where direct is no touch', async () => {
    const { set, expected } = caseOf('ga4.last_non_direct')
    const isTouch = { input: { field: 'source' }, op: 'not-equals', value: '(direct)' }
    const branches = [{ when: isTouch, then: { field: 'session' } }]
    const view = {
      derivedFields: [{ id: 'touch', rules: [{ function: 'case-when', branches }] }],
      dimensions: [
        { id: 'touch' },
        { id: 'source', exclude: { rules: [{ op: 'equals', value: '(direct)' }] } },
        { id: 'session' },
      ],
    }
    for (const [session, wanted] of Object.entries(expected['by_session'] as object)) {
      const where = { dimension: 'session', op: 'equals', value: session }
      const lastOf = async (dimension: string) => {
        const { rows } = await ask<AttributionResult>(
          { source: worldOf(vectors, set!), view },
          {
            kind: 'attribution',
            metric: 'events',
            dimension,
            models: ['last-touch'],
            lookback: { days: 30 },
            segments: [{ container: 'event', where }],
          },
        )
        return rows.map(({ item, values }) => [item, ...values])
      }
      const [touch, source] = wanted as [string, string]
      expect(await lastOf('touch')).toEqual([[touch, 1]])
      expect(await lastOf('source')).toEqual([[source, 1]])
    }
  })

  it('ga4.session_conversions: a session without any counts 0', async () => {
    const { set, expected } = caseOf('ga4.session_conversions')
    const include = { rules: [{ op: 'equals', value: 'my_conversion' }] }
    const metrics = [{ id: 'conversions', field: 'event', include }]
    const columns = [{ metric: 'events' }, { metric: 'conversions' }]
    const view = { dimensions: [{ id: 'session' }], metrics }
    const world = { source: worldOf(vectors, set!), view }
    const { rows } = await rowsByItem(world, ['session', 'day'], columns)
    const wanted = expected['rows'] as [session: string, day: string, conversions: number][]
    expect(Object.keys(rows)).toHaveLength(wanted.length)
    for (const [session, day, conversions] of wanted) {
      expect(rows[`${session} | ${day}`]![1]).toBe(conversions)
    }
  })

  it('asks every claimed case', () => expect(vectors.cases).toHaveLength(2))
})
