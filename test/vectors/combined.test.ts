import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JourneyResult } from '../../src/query/reports/journey/request.ts'
import { claimed } from './claims.ts'
import { type LakeWorlds, openLakeWorlds } from '../support/lake-worlds.ts'
import { anyTime, ask } from '../support/ask.ts'
import { rowsByItem } from '../support/vectors.ts'

const vectors = claimed('combined', 'adobe-cja-docs')

let worlds: LakeWorlds
beforeAll(async () => {
  worlds = await openLakeWorlds()
  const strings = {
    string_color: 'string',
    string_animal: 'string',
    string_shape: 'string',
  } as const
  const datasetOf = (number: number, personId: string) => ({
    id: `dataset_${number}`,
    personId,
    fields: { [personId]: 'string', ...strings, metric_a: 'number', metric_b: 'number' } as const,
    rows: vectors.events
      .filter(({ set, props }) => set === 'combined' && props['dataset'] === number)
      .map(({ person, ts, props: { dataset: _, ...props } }) => ({
        [personId]: person,
        ts,
        ...props,
      })),
  })
  await worlds.build('combined', [datasetOf(1, 'user_id'), datasetOf(2, 'alternate_id')])
})
afterAll(() => worlds.close())

describe('two datasets whose persons are in different fields', () => {
  it.each(vectors.cases)('$id', async ({ expected }) => {
    const source = await worlds.sources.open('combined')
    const columns = [{ metric: 'events' }, { metric: 'people' }]
    const { totals } = await rowsByItem({ source }, ['string_color'], columns)
    expect(totals).toEqual([expected['rows'], expected['people']])

    const request = { kind: 'journey', person: 'user_847', dateRange: anyTime }
    const { events, sessionCount } = await ask<JourneyResult>({ source }, request)
    const datasets = events.map(({ dataset }) => Number(dataset.replace('dataset_', '')))
    expect(datasets).toEqual(expected['user_847_datasets_in_time_order'])
    expect(sessionCount).toBe(expected['user_847_sessions_30min'])
  })
})
