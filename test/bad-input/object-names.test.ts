import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

/** What every object of the language answers to, and a name that no object has, which must come out the same. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'plain']

/** Who, and on which day of January; the values are under the name. */
const values: readonly (readonly [who: string, day: number, text: string, amount: number])[] = [
  ['ann', 1, 'red', 1.5],
  ['ann', 2, 'blue', 2],
  ['bob', 3, 'red', 4],
]

const day = (number: number) => `2026-01-0${number}`
type Cells = readonly (readonly [name: string, value: unknown])[]

/** Rows of JSON with what stands under names. */
const rowsOf = (cells: (text: string, amount: number) => Cells): readonly object[] =>
  values.map(([who, number, text, amount]) =>
    Object.fromEntries([['who', who], ['ts', day(number)], ...cells(text, amount)]),
  )
const linesOf = (cells: (text: string, amount: number) => Cells): string =>
  rowsOf(cells)
    .map((row) => JSON.stringify(row))
    .join('\n')

type Rows = readonly { readonly item: string; readonly values: readonly number[] }[]
const figuresOf = (rows: Rows) =>
  Object.fromEntries(rows.map(({ item, values: [value] }) => [item, value]))

let datasets = 0

async function importAs(file: string, content: string): Promise<string> {
  datasets += 1
  const dataset = `d${datasets}`
  const { status, text } = await workspace.upload(dataset, file, content)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  return dataset
}

/** Imports, and asks for the sums of a field by another. */
async function sumBy(file: string, content: string, dimension: string, metric: string) {
  const dataset = await importAs(file, content)
  await workspace.post('apply', [
    { kind: 'connection', id: dataset, datasets: [{ dataset, personId: 'who' }] },
    {
      kind: 'data-view',
      id: dataset,
      connection: dataset,
      dimensions: [{ id: 'colour', field: dimension }],
      metrics: [{ id: 'amount', field: metric }],
    },
  ])
  const { rows } = await workspace.post<{ readonly rows: Rows }>('reports', {
    kind: 'freeform',
    dataView: dataset,
    dateRange: { start: '2026-01-01', end: '2026-02-01' },
    rows: { dimension: 'colour' },
    columns: [{ metric: 'amount' }],
  })
  return figuresOf(rows)
}

const sums = { red: 5.5, blue: 2 }

describe.each(names)('a field %s', (name) => {
  it('is a column of CSV as any other: a dimension', async () => {
    const lines = values.map(
      ([who, number, text, amount]) => `${who},${day(number)},${text},${amount}`,
    )
    const content = [`who,ts,${name},n`, ...lines].join('\n')
    expect(await sumBy('a.csv', content, name, 'n')).toEqual(sums)
  })

  it('a metric of CSV', async () => {
    const lines = values.map(
      ([who, number, text, amount]) => `${who};${day(number)};${text};${amount}`,
    )
    const content = [`who;ts;c;${name}`, ...lines].join('\n')
    expect(await sumBy('a.csv', content, 'c', name)).toEqual(sums)
  })

  it('a key of JSON', async () => {
    const content = linesOf((text, amount) => [
      [name, text],
      ['n', amount],
    ])
    expect(await sumBy('a.jsonl', content, name, 'n')).toEqual(sums)
  })

  it('a key of JSON with a number', async () => {
    const content = linesOf((text, amount) => [
      ['c', text],
      [name, amount],
    ])
    expect(await sumBy('a.jsonl', content, 'c', name)).toEqual(sums)
  })

  it('a key of an object', async () => {
    const content = linesOf((text, amount) => [
      ['o', Object.fromEntries([[name, text]])],
      ['n', amount],
    ])
    expect(await sumBy('a.jsonl', content, `o.${name}`, 'n')).toEqual(sums)
  })

  it('a list', async () => {
    const content = linesOf((text, amount) => [
      [name, [text, 'all']],
      ['n', amount],
    ])
    expect(await sumBy('a.jsonl', content, name, 'n')).toEqual({ ...sums, all: 7.5 })
  })

  it('a list of objects that have it again', async () => {
    const content = linesOf((text, amount) => [
      [
        name,
        [
          Object.fromEntries([
            [name, text],
            ['n', amount],
          ]),
        ],
      ],
    ])
    expect(await sumBy('a.jsonl', content, `${name}.${name}`, `${name}.n`)).toEqual(sums)
  })

  it('the key of a person', async () => {
    const rows = values.map(([who, number]) =>
      Object.fromEntries([
        [name, who],
        ['ts', day(number)],
      ]),
    )
    const dataset = await importAs('a.json', JSON.stringify(rows))
    const connection = { kind: 'connection', id: dataset, datasets: [{ dataset, personId: name }] }
    await workspace.post('apply', connection)
    const { body } = await workspace.call('GET', `connections/${dataset}/status`)
    expect(body).toMatchObject({ events: 3, people: 2 })
  })

  it('is counted where its values cannot be read', async () => {
    const dataset = await importAs(
      'a.jsonl',
      linesOf((_, amount) => [[name, amount]]),
    )
    const path = `datasets/${dataset}/import?name=b.jsonl&type=${encodeURIComponent(`${name}=number`)}`
    const { body } = await workspace.call(
      'POST',
      path,
      linesOf((text) => [[name, text]]),
    )
    expect(Object.entries(body['unreadable'] ?? {})).toEqual([[name, 3]])
  })

  it('is shown in a preview', async () => {
    const content = linesOf((text) => [[name, text]])
    const { text } = await workspace.call('POST', 'datasets/new/preview?name=a.jsonl', content)
    expect(text).toContain(`{"path":"${name}","type":"string","filled":3,`)
  })
})

describe('an id constructor', () => {
  const id = 'constructor'
  const definition = { container: 'event', where: { dimension: id, op: 'exists' } }

  it('is one like any other, of every kind', async () => {
    await workspace.post(
      `datasets/${id}/rows`,
      rowsOf((text, amount) => [
        [id, text],
        ['n', amount],
      ]),
    )
    await workspace.post('apply', [
      { kind: 'connection', id, datasets: [{ dataset: id, personId: 'who' }] },
      {
        kind: 'data-view',
        id,
        connection: id,
        dimensions: [{ id, field: id }],
        metrics: [{ id: 'n', field: 'n' }],
      },
      { kind: 'segment', id, dataView: id, definition },
      { kind: 'calculated-metric', id: 'twice', dataView: id, formula: 'n * 2' },
      { kind: 'date-range', id, start: '2026-01-01', end: '2026-02-01' },
      { kind: 'identity-space', id, namespaces: [{ id }, { id: 'toString' }, { id: '__proto__' }] },
    ])
    const { rows } = await workspace.post<{ readonly rows: Rows }>('reports', {
      kind: 'freeform',
      dataView: id,
      dateRange: id,
      rows: { dimension: id },
      columns: [{ metric: 'twice', segments: [id] }],
    })
    expect(figuresOf(rows)).toEqual({ red: 11, blue: 4 })
  })

  it.each([
    ['previews/formula', { text: 'constructor + 1' }],
    [
      'previews/segment',
      { definition: { container: 'event', where: { dimension: 'toString', op: 'exists' } } },
    ],
  ])('that is nowhere is not found: %s', async (path, more) => {
    const asked = { dataView: id, dateRange: id, ...more }
    const { status, body } = await workspace.call('POST', path, asked)
    expect([status, body['detail']]).toEqual([400, expect.stringMatching(/constructor|toString/)])
  })
})

describe('a key __proto__', () => {
  const under = (value: unknown) => Object.fromEntries([['__proto__', value]])
  const dataset = { kind: 'dataset', id: 'p', type: 'event' }

  it.each<[what: string, path: string, body: unknown, at: string]>([
    ['fields', 'apply', { ...dataset, fields: under('string') }, 'fields'],
    ['labels', 'apply', [{ ...dataset, labels: under(['x']) }], '[0].labels'],
    ['a report', 'reports', [{ kind: 'freeform' }, { rows: under(1) }], '[1].rows'],
  ])('of %s is refused: it would be lost', async (_, path, body, at) => {
    const { body: problem } = await workspace.call('POST', path, body)
    expect(problem).toMatchObject({ status: 400, code: 'request/invalid', path: at })
    expect(problem['detail']).toContain('__proto__ cannot be a key')
  })
})

describe('names that are too long', () => {
  const segment = {
    kind: 'segment',
    id: 's',
    dataView: 'constructor',
    definition: { container: 'event', where: { dimension: 'constructor', op: 'exists' } },
  }

  it.each<[what: string, more: object, at: string, words: string]>([
    ['an id', { id: 'x'.repeat(240) }, '[0].id', 'at most 64'],
    ['a name', { name: 'x'.repeat(501) }, '[0].name', 'at most 500'],
    ['a description', { description: 'x'.repeat(100_001) }, '[0].description', 'at most 100000'],
    ['a tag', { tags: ['a', 'x'.repeat(65)] }, '[0].tags[1]', 'at most 64'],
    ['tags', { tags: Array.from({ length: 101 }, (_, n) => `t${n}`) }, '[0].tags', 'at most 100'],
  ])('%s is refused by its limit', async (_, more, at, words) => {
    const { status, body } = await workspace.call('POST', 'apply', { ...segment, ...more })
    expect([status, body['path']]).toEqual([400, at])
    expect(body['detail']).toContain(words)
    expect(String(body['detail']).length).toBeLessThan(500)
  })

  it.each([240, 5000])('but a field may be of %i characters', async (length) => {
    const name = 'x'.repeat(length)
    const content = linesOf((text, amount) => [
      [name, text],
      ['n', amount],
    ])
    expect(await sumBy('a.jsonl', content, name, 'n')).toEqual(sums)
  })
})
