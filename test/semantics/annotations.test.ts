import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openExamples } from '../support/examples.ts'
import type { Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openExamples()
})
afterAll(() => workspace.close())

const annotation = (id: string, more: object) => ({ kind: 'annotation', id, ...more })
const listed = async () => {
  const { body } = await workspace.call('GET', 'data-views/main/annotations')
  return body as unknown as readonly {
    readonly id: string
    readonly hasTime: boolean
    readonly first: Readonly<Record<string, string>>
    readonly last: Readonly<Record<string, string>>
  }[]
}

describe('annotations of a data view', () => {
  it('are told with the intervals of its time zone, the earliest first', async () => {
    await workspace.post('apply', [
      annotation('moment', { start: '2026-01-31T23:30:00Z' }),
      annotation('day', { start: '2026-02-28', color: 'green' }),
      annotation('weeks', { start: '2026-01-03', end: '2026-01-12' }),
      {
        kind: 'data-view',
        id: 'other',
        connection: 'all',
        timeZone: 'UTC',
        session: { timeoutMinutes: 30 },
      },
      annotation('elsewhere', { start: '2026-01-03', dataView: 'other' }),
    ])
    const found = await listed()
    expect(found.map(({ id }) => id)).toEqual(['weeks', 'winter-sale', 'moment', 'day'])
    const span = (id: string, unit: string) => {
      const one = found.find((each) => each.id === id)
      return [one?.first[unit], one?.last[unit]]
    }
    expect(span('weeks', 'day')).toEqual(['2026-01-03', '2026-01-11'])
    expect(span('weeks', 'week')).toEqual(['2025-12-29', '2026-01-05'])
    expect(span('moment', 'day')).toEqual(['2026-02-01', '2026-02-01'])
    expect(span('moment', 'minute')).toEqual(['2026-02-01T00:30', '2026-02-01T00:30'])
    expect(span('day', 'hour')).toEqual(['2026-02-28T00', '2026-02-28T23'])
    expect(span('day', 'quarter')).toEqual(['2026-Q1', '2026-Q1'])
    expect(found.map(({ hasTime }) => hasTime)).toEqual([false, false, true, false])
  })

  it.each([
    ['a day that does not exist', { start: '2026-02-30' }, 'definition/invalid', '[0].start'],
    [
      'an end before its start',
      { start: '2026-02-02', end: '2026-02-01' },
      'definition/range-reversed',
      '[0].end',
    ],
    [
      'an unknown component',
      { start: '2026-02-02', dataView: 'main', components: ['orders', 'order'] },
      'definition/unknown-component',
      '[0].components[1]',
    ],
    [
      'an unknown segment',
      { start: '2026-02-02', segments: ['nobody'] },
      'definition/unknown-reference',
      '[0].segments[0]',
    ],
  ])('are refused with %s', async (_, more, code, path) => {
    const { status, body } = await workspace.call('POST', 'apply', annotation('wrong', more))
    expect([status >= 400, body['code'], body['path']]).toEqual([true, code, path])
  })

  it('are shown by a link where what they are about is named', async () => {
    await workspace.post('apply', [
      annotation('of-buyers', { start: '2026-01-04', segments: ['buyers'] }),
      annotation('of-calls', { start: '2026-01-04', components: ['calls'] }),
    ])
    const { token } = await workspace.post<{ token: string }>('projects/weekly/shares', {})
    const { body } = await workspace.call('GET', `shared/${token}/data-views/main`)
    const ids = (body['annotations'] as readonly { id: string }[]).map(({ id }) => id)
    expect(ids.toSorted()).toEqual(['day', 'moment', 'of-buyers', 'weeks', 'winter-sale'])
  })
})
