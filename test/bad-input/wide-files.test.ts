import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())
afterEach(() => {
  vi.unstubAllEnvs()
})

const names = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`)
const objectOf = (count: number) => Object.fromEntries(names(count).map((name) => [name, name]))
const typesOf = (count: number) => Object.fromEntries(names(count).map((name) => [name, 'string']))
const delimited = (count: number, delimiter: string) =>
  [
    ['ts', ...names(count)],
    ['2026-01-01', ...names(count)],
  ]
    .map((cells) => cells.join(delimiter))
    .join('\n')
const nest = (levels: number, around: (inner: unknown) => unknown, innermost: string): unknown =>
  Array.from({ length: levels }).reduce(around, innermost)
const nested = (levels: number) => nest(levels, (inner) => [{ and: inner }], 'end')
const nestedType = (levels: number) => nest(levels, (inner) => ({ list: { and: inner } }), 'string')

const columns = /100,?00[01] columns, where columns allows 10000; THROUGHLINE_COLUMNS changes that/
const levels = /13 levels, where list-levels allows 12; THROUGHLINE_LIST_LEVELS changes that/

describe('more columns than a table can have are refused', () => {
  it.each<[what: string, path: string, body: unknown, why: RegExp]>([
    ['CSV', 'import?name=wide.csv', delimited(100_000, ','), columns],
    ['a preview of CSV', 'preview?name=wide.csv', delimited(100_000, ','), columns],
    ['TSV', 'import?name=wide.tsv', delimited(100_000, '\t'), columns],
    ['JSON', 'rows', [{ ts: '2026-01-01', ...objectOf(100_000) }], columns],
    ['lists in lists', 'rows', [{ ts: '2026-01-01', and: nested(13) }], levels],
    ['sixty lists in lists', 'rows', [{ ts: '2026-01-01', and: nested(60) }], levels],
  ])('%s', async (_, path, body, why) => {
    const answer = await workspace.call('POST', `datasets/wide/${path}`, body)
    expect(answer).toMatchObject({ status: 422, body: { code: 'import/too-wide' } })
    expect(answer.body['detail']).toMatch(why)
    expect(await workspace.call('GET', 'datasets')).toMatchObject({ status: 200, body: [] })
  })

  it.each<[what: string, fields: object, why: RegExp]>([
    ['fields of a definition', { ts: 'timestamp', o: { object: typesOf(100_000) } }, columns],
    ['lists of a definition', { ts: 'timestamp', and: nestedType(13) }, levels],
  ])('%s', async (_, fields, why) => {
    const definition = { kind: 'dataset', id: 'wide', type: 'event', timestamp: 'ts', fields }
    const answer = await workspace.call('POST', 'apply', definition)
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'definition/too-large', path: '[0].fields' },
    })
    expect(answer.body['detail']).toMatch(why)
  })

  it('but not what a dataset may be', async () => {
    const rows = [{ ts: '2026-01-01T10:00:00Z', ...objectOf(50), and: nested(12) }]
    const answer = await workspace.call('POST', 'datasets/allowed/rows', rows)
    expect(answer).toMatchObject({ status: 200, body: { added: 1 } })
  })

  it('nor ever more fields by one import after the other', async () => {
    vi.stubEnv('THROUGHLINE_COLUMNS', '50')
    const add = (day: string, prefix: string) => {
      const cells = names(40).map((name) => [`${prefix}${name}`, 1])
      return workspace.call('POST', 'datasets/grown/rows', [
        { ts: day, ...Object.fromEntries(cells) },
      ])
    }
    expect((await add('2026-01-01', 'a')).text).toContain('"added":1')
    const { body } = await add('2026-01-02', 'b')
    expect(body['detail']).toContain('81 columns, where columns allows 50')
  })

  it.each([100, 599])('objects in objects, %i deep, are told', async (depth) => {
    const row = nest(depth, (inner) => ({ not: inner }), 'end') as object
    const answer = await workspace.call('POST', 'datasets/deep/rows', [
      { ts: '2026-01-01', ...row },
    ])
    expect(answer.status).toBeLessThan(500)
  })
})
