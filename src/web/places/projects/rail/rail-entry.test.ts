import { describe, expect, it } from 'vitest'
import type { ComponentList } from '../../../../model/answers/data-views.ts'
import { listGroups, searchGroups } from './rail-entry.ts'

const components: ComponentList = {
  dimensions: [
    { id: 'day', name: 'Day', isStandard: true },
    { id: 'device', name: 'Device', isStandard: false, tags: ['technology'] },
    { id: 'raw', name: 'Raw', isStandard: false, isHidden: true },
  ],
  metrics: [{ id: 'people', name: 'People', isStandard: true, description: 'Distinct persons' }],
  calculatedMetrics: [{ id: 'rate', name: 'Rate', isStandard: false }],
  segments: [{ id: 'buyers', name: 'Buyers' }],
  dateRanges: [],
  fields: [],
}

describe('the rail', () => {
  it('lists what is not hidden, the data’s own first', () => {
    const listed = listGroups(components).map(({ id, entries }) => [id, entries.map((e) => e.id)])
    expect(listed).toEqual([
      ['dimensions', ['device', 'day']],
      ['metrics', ['people']],
      ['calculatedMetrics', ['rate']],
      ['segments', ['buyers']],
      ['dateRanges', []],
    ])
  })

  it('finds by every word of names, tags and descriptions', () => {
    const found = (search: string) =>
      searchGroups(listGroups(components), search).flatMap(({ entries }) =>
        entries.map((e) => e.id),
      )
    expect(found('tech dev')).toEqual(['device'])
    expect(found('PERSONS')).toEqual(['people'])
    expect(found('device people')).toEqual([])
    expect(found(' ')).toHaveLength(5)
  })
})
