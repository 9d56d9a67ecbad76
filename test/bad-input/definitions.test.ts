import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, shop, type Workspace } from '../support/workspace.ts'

let workspace: Workspace

beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())

const dimensions = [
  { id: 'page', field: 'page' },
  { id: 'url', field: 'url' },
]
const metrics = [{ id: 'price', field: 'price' }]
const view = (extra: object) => ({
  kind: 'data-view',
  id: 'main',
  connection: 'all',
  dimensions,
  metrics,
  ...extra,
})
/** A third dimension. */
const dimension = (settings: object) =>
  view({ dimensions: [...dimensions, { id: 'x', field: 'page', ...settings }] })
const metric = (settings: object) => view({ metrics: [{ id: 'x', field: 'price', ...settings }] })
const derived = (...rules: object[]) => view({ derivedFields: [{ id: 'x', rules }] })
const segment = (where: unknown, id = 's') => ({
  kind: 'segment',
  id,
  dataView: 'main',
  definition: { container: 'person', where },
})
const calculated = (formula: unknown, id = 'm') => ({
  kind: 'calculated-metric',
  id,
  dataView: 'main',
  formula,
})
const connection = (...datasets: object[]) => ({ kind: 'connection', id: 'c', datasets })
const range = (start: unknown, end: unknown) => ({ kind: 'date-range', id: 'r', start, end })
const there = { dimension: 'page', op: 'exists' }
const web = { dataset: 'web', personId: 'who' }
const graphStitching = {
  method: 'graph',
  space: 'nope',
  persistentId: 'page',
  namespace: 'cookie',
  target: 'crm',
}

type Case = readonly [what: string, document: unknown, code: string, path: string]

const general: readonly Case[] = [
  ['a number', 5, 'definition/invalid', ''],
  ['nothing', null, 'definition/invalid', ''],
  ['no kind', {}, 'definition/unknown-kind', 'kind'],
  ['a kind that objects have', { kind: '__proto__' }, 'definition/unknown-kind', 'kind'],
  ['a bad id', { ...segment(there), id: 'A B' }, 'definition/invalid', 'id'],
  ['a range reversed', range('2026-02-01', '2026-01-01'), 'definition/range-reversed', ''],
  ['a day that is none', range('2026-02-31', '2026-03-05'), 'definition/invalid', 'start'],
  ['words for a day', range('soon', '2026-03-05'), 'definition/invalid', 'start'],
]

const connections: readonly Case[] = [
  ['no datasets', connection(), 'definition/invalid', 'datasets'],
  [
    'an unknown dataset',
    connection({ dataset: 'nope', personId: 'who' }),
    'definition/unknown-reference',
    'datasets[0].dataset',
  ],
  [
    'an unknown person field',
    connection({ dataset: 'web', personId: 'nope' }),
    'definition/unknown-field',
    'datasets[0].personId',
  ],
  ['no person', connection({ dataset: 'web' }), 'connection/missing-setting', 'datasets[0]'],
  ['a dataset twice', connection(web, web), 'definition/invalid', 'datasets[1].dataset'],
  [
    'a lookup of an unknown field',
    connection({ ...web, matches: ['web.nope'] }),
    'definition/unknown-field',
    'datasets[0].matches[0]',
  ],
  [
    'a lookup of an unknown dataset',
    connection({ ...web, matches: ['nope.sku'] }),
    'dataset/unknown',
    'datasets[0].matches[0]',
  ],
  [
    'an unknown identity space',
    connection({ ...web, space: 'nope', identities: [{ field: 'who', namespace: 'crm' }] }),
    'definition/unknown-reference',
    'datasets[0].space',
  ],
  [
    'an unknown identity space that stitches',
    connection({ ...web, stitch: graphStitching }),
    'definition/unknown-reference',
    'datasets[0].stitch.space',
  ],
  [
    'a dataset of another type',
    { kind: 'dataset', id: 'web', type: 'lookup' },
    'dataset/wrong-kind',
    'type',
  ],
  [
    'a field of another type',
    { kind: 'dataset', id: 'web', type: 'event', fields: { price: 'string' } },
    'dataset/schema-mismatch',
    'fields.price',
  ],
  [
    'another time zone than there are',
    { kind: 'dataset', id: 'web', type: 'event', timeZone: 'Mars/Base' },
    'definition/invalid',
    'timeZone',
  ],
  [
    'a timestamp that the data does not have',
    { kind: 'dataset', id: 'web', type: 'event', timestamp: 'page' },
    'dataset/schema-mismatch',
    'timestamp',
  ],
]

const views: readonly Case[] = [
  ['an unknown setting', view({ nope: 1 }), 'definition/invalid', 'nope'],
  ['an unknown zone', view({ timeZone: 'Mars/Base' }), 'definition/invalid', 'timeZone'],
  [
    'an unknown connection',
    view({ connection: 'x' }),
    'definition/unknown-reference',
    'connection',
  ],
  ['an unknown segment', view({ segment: ['x'] }), 'definition/unknown-reference', 'segment[0]'],
  [
    'an unknown start metric',
    view({ session: { startMetrics: ['nope'] } }),
    'definition/unknown-component',
    'session.startMetrics',
  ],
  [
    'the same id twice',
    view({ dimensions: [...dimensions, { id: 'page' }] }),
    'definition/invalid',
    'dimensions[2].id',
  ],
  [
    'an unknown field',
    dimension({ field: 'x' }),
    'definition/unknown-field',
    'dimensions[2].field',
  ],
  [
    'a bad pattern',
    dimension({ substring: { method: 'regex', pattern: '(', output: '$1' } }),
    'regex/invalid',
    'dimensions[2].substring.pattern',
  ],
  [
    'an unknown operator',
    dimension({ include: { rules: [{ op: 'like', value: 'x' }] } }),
    'definition/invalid',
    'dimensions[2].include.rules[0].op',
  ],
  [
    'a rule without a value',
    dimension({ include: { rules: [{ op: 'equals' }] } }),
    'definition/invalid',
    'dimensions[2].include.rules[0].value',
  ],
  [
    'a word that is to be greater',
    dimension({ exclude: { rules: [{ op: 'exists' }, { op: 'gt', value: 'abc' }] } }),
    'definition/invalid',
    'dimensions[2].exclude.rules[1].value',
  ],
  [
    'a word where numbers are compared',
    dimension({ field: 'price', include: { rules: [{ op: 'equals', value: 'abc' }] } }),
    'definition/invalid',
    'dimensions[2].include.rules[0].value',
  ],
  [
    'an operator of texts on numbers',
    dimension({ field: 'price', include: { rules: [{ op: 'contains', value: '1' }] } }),
    'definition/unknown-operator',
    'dimensions[2].include.rules[0].op',
  ],
  [
    '21 borders',
    dimension({ field: 'price', buckets: { at: Array.from({ length: 21 }, (_, i) => i) } }),
    'definition/invalid',
    'dimensions[2].buckets.at',
  ],
  [
    'borders that fall',
    dimension({ field: 'price', buckets: { at: [2, 1] } }),
    'definition/invalid',
    'dimensions[2].buckets.at',
  ],
  [
    'expiration by an unknown metric',
    dimension({ persistence: { expiration: { type: 'metric', metric: 'nope' } } }),
    'definition/unknown-component',
    'dimensions[2].persistence.expiration.metric',
  ],
  [
    'binding to an unknown dimension',
    dimension({ persistence: { binding: { dimension: 'nope' } } }),
    'definition/unknown-component',
    'dimensions[2].persistence.binding.dimension',
  ],
  ['an unknown field', metric({ field: 'nope' }), 'definition/unknown-field', 'metrics[0].field'],
  [
    'values of a text',
    metric({ field: 'page', count: 'values' }),
    'definition/invalid',
    'metrics[0].count',
  ],
  [
    'the truth of a text',
    metric({ field: 'page', countWhen: 'true' }),
    'definition/invalid',
    'metrics[0].countWhen',
  ],
  [
    'once per unknown dimension',
    metric({ dedup: { scope: 'person', by: 'nope' } }),
    'definition/unknown-component',
    'metrics[0].dedup.by',
  ],
  [
    'too few weights',
    metric({ attribution: { model: 'custom', container: 'session', weights: [1, 2] } }),
    'definition/invalid',
    'metrics[0].attribution.weights',
  ],
  [
    'buckets of texts',
    dimension({ buckets: { at: [5] } }),
    'definition/invalid',
    'dimensions[2].buckets',
  ],
  [
    'buckets of dates',
    dimension({ field: 'ts', buckets: { at: [5] } }),
    'definition/invalid',
    'dimensions[2].buckets',
  ],
  [
    'lower case of numbers',
    dimension({ field: 'price', lowercase: true }),
    'definition/invalid',
    'dimensions[2].lowercase',
  ],
  [
    'a part of a date',
    dimension({ field: 'ts', substring: { method: 'left', to: { length: 2 } } }),
    'definition/invalid',
    'dimensions[2].substring',
  ],
  [
    'a date format of texts',
    dimension({ format: { type: 'date', granularity: 'month' } }),
    'definition/invalid',
    'dimensions[2].format',
  ],
  [
    'labels of true and false on numbers',
    dimension({ field: 'price', format: { type: 'boolean', true: 'Yes' } }),
    'definition/invalid',
    'dimensions[2].format',
  ],
  [
    'texts that are to be greater than a number',
    dimension({ include: { rules: [{ op: 'gt', value: 5 }] } }),
    'definition/unknown-operator',
    'dimensions[2].include.rules[0].op',
  ],
  [
    'texts that are to equal a number',
    dimension({ exclude: { rules: [{ op: 'equals', value: 7 }] } }),
    'definition/invalid',
    'dimensions[2].exclude.rules[0].value',
  ],
  [
    'a value that must exist and be',
    dimension({ include: { rules: [{ op: 'exists', value: 'x' }] } }),
    'definition/invalid',
    'dimensions[2].include.rules[0].value',
  ],
  ...['all', 'first-known', 'last-known'].map(
    (allocation): Case => [
      `the allocation ${allocation} until a metric`,
      dimension({ persistence: { allocation, expiration: { type: 'metric', metric: 'price' } } }),
      'definition/invalid',
      'dimensions[2].persistence.expiration.type',
    ],
  ),
  [
    'a part by its index and all parts at once',
    dimension({ substring: { method: 'delimiter', delimiter: ',', index: 1, toArray: true } }),
    'definition/invalid',
    'dimensions[2].substring.index',
  ],
  [
    'a parameter of a host',
    dimension({ field: 'url', substring: { method: 'url', part: 'host', parameter: 'q' } }),
    'definition/invalid',
    'dimensions[2].substring.parameter',
  ],
  [
    'values of dates',
    metric({ field: 'ts', count: 'values' }),
    'definition/invalid',
    'metrics[0].count',
  ],
  [
    'a currency of what is counted',
    view({
      metrics: [
        {
          id: 'x',
          field: 'price',
          count: 'instances',
          currency: { codeDimension: 'page', to: 'USD' },
        },
      ],
      exchangeRates: [{ currency: 'EUR', from: '2024-01-01', usd: 1 }],
    }),
    'definition/invalid',
    'metrics[0].currency',
  ],
  [
    'a currency of percents',
    metric({ format: { type: 'percent', currency: 'EUR' } }),
    'definition/invalid',
    'metrics[0].format.currency',
  ],
  [
    'weights of a model without',
    metric({ attribution: { model: 'linear', weights: [1, 2, 3] } }),
    'definition/invalid',
    'metrics[0].attribution.weights',
  ],
  [
    'a half-life of a model without',
    metric({ attribution: { model: 'linear', halfLife: { days: 7 } } }),
    'definition/invalid',
    'metrics[0].attribution.halfLife',
  ],
  [
    'a half-life of nothing',
    metric({ attribution: { model: 'time-decay', halfLife: { days: 0 } } }),
    'definition/invalid',
    'metrics[0].attribution.halfLife',
  ],
  [
    'weights of nothing',
    metric({ attribution: { model: 'custom', weights: [0, 0, 0] } }),
    'definition/invalid',
    'metrics[0].attribution.weights',
  ],
  [
    'a lookback of a session',
    metric({ attribution: { model: 'linear', container: 'session', lookback: { days: 3 } } }),
    'definition/invalid',
    'metrics[0].attribution.lookback',
  ],
  [
    'currency codes nowhere',
    metric({ currency: { codeDimension: 'nope', to: 'EUR' } }),
    'definition/unknown-component',
    'metrics[0].currency.codeDimension',
  ],
]

const derivedFields: readonly Case[] = [
  ['no rules', derived(), 'definition/invalid', 'derivedFields[0].rules'],
  [
    'an unknown function',
    derived({ function: 'nope' }),
    'definition/invalid',
    'derivedFields[0].rules[0].function',
  ],
  [
    'an unknown field',
    derived({ function: 'lowercase', input: { field: 'nope' } }),
    'definition/unknown-field',
    'derivedFields[0].rules[0].input.field',
  ],
  [
    'a rule that is not there',
    derived({ function: 'lowercase', input: { rule: 'nope' } }),
    'definition/unknown-reference',
    'derivedFields[0].rules[0].input.rule',
  ],
  ...['(', '(?<=a)b', '(?=a)b', 'a\\1'].map(
    (pattern): Case => [
      `the pattern ${pattern}`,
      derived({ function: 'regex-replace', input: { field: 'page' }, pattern, output: '$1' }),
      'regex/invalid',
      'derivedFields[0].rules[0].pattern',
    ],
  ),
  [
    'a circle',
    view({
      derivedFields: [
        { id: 'a', rules: [{ function: 'lowercase', input: { field: 'b' } }] },
        { id: 'b', rules: [{ function: 'lowercase', input: { field: 'a' } }] },
      ],
    }),
    'definition/cycle',
    'derivedFields[0].rules[0].input.field',
  ],
]

const segments: readonly Case[] = [
  ['nothing', segment(null), 'definition/invalid', 'definition.where'],
  ['no conditions', segment({ and: [] }), 'definition/invalid', 'definition.where.and'],
  [
    'two kinds at once',
    segment({ and: [there], or: [] }),
    'definition/invalid',
    'definition.where.or',
  ],
  [
    'an unknown dimension',
    segment({ and: [there, { dimension: 'x', op: 'exists' }] }),
    'definition/unknown-component',
    'definition.where.and[1].dimension',
  ],
  [
    'an unknown operator',
    segment({ dimension: 'page', op: 'like', value: 'x' }),
    'definition/invalid',
    'definition.where.op',
  ],
  [
    'a word that is to be less',
    segment({ dimension: 'page', op: 'lt', value: 'x' }),
    'definition/invalid',
    'definition.where.value',
  ],
  [
    'an unknown metric',
    segment({ metric: 'x', op: 'gt', value: 1 }),
    'definition/unknown-component',
    'definition.where.metric',
  ],
  [
    'a range reversed',
    segment({ dateRange: { start: '2026-02-01', end: '2026-01-01' } }),
    'definition/range-reversed',
    'definition.where.dateRange',
  ],
  [
    'an unknown range',
    segment({ dateRange: 'x' }),
    'definition/unknown-date-range',
    'definition.where.dateRange',
  ],
  ['no steps', segment({ sequence: [] }), 'definition/invalid', 'definition.where.sequence'],
  [
    'an unknown unit',
    segment({ sequence: [there, { step: there, within: { fortnights: 1 } }] }),
    'definition/invalid',
    'definition.where.sequence[1].within.fortnights',
  ],
  [
    'a first step within some time',
    segment({ sequence: [{ step: there, within: { minutes: 1 } }, there] }),
    'definition/invalid',
    'definition.where.sequence[0].within',
  ],
  [
    'a step after some time that nothing precedes',
    segment({ sequence: [{ step: there, exclude: true, after: { minutes: 1 } }, there] }),
    'definition/invalid',
    'definition.where.sequence[0].after',
  ],
  [
    'a text that is to be greater',
    segment({ dimension: 'page', op: 'gt', value: 5 }),
    'definition/unknown-operator',
    'definition.where.op',
  ],
  ...['eq', 'neq', 'equals', 'not-equals', 'equals-any', 'not-equals-any', 'contains'].map(
    (op): Case => [
      `a number where texts are compared: ${op}`,
      segment({ dimension: 'page', op, value: op.endsWith('any') ? ['a', 7] : 7 }),
      'definition/invalid',
      'definition.where.value',
    ],
  ),
  [
    'no time where times are compared',
    segment({ dimension: 'month', op: 'equals', value: 'May' }),
    'definition/invalid',
    'definition.where.value',
  ],
  [
    'a word where numbers are compared',
    segment({ dimension: 'hour-of-day', op: 'equals', value: 'noon' }),
    'definition/invalid',
    'definition.where.value',
  ],
  ['itself', segment({ segment: 's' }), 'definition/cycle', 'definition.where.segment'],
  [
    'another container than there are',
    { ...segment(there), definition: { container: 'galaxy', where: there } },
    'definition/invalid',
    'definition.container',
  ],
]

const calculatedMetrics: readonly Case[] = [
  [
    'an unknown metric',
    calculated({ op: '+', args: [{ metric: 'price' }, { metric: 'x' }] }),
    'definition/unknown-component',
    'formula.args[1].metric',
  ],
  [
    'an unknown function',
    calculated({ function: 'x', args: [] }),
    'definition/invalid',
    'formula.function',
  ],
  [
    'no arguments',
    calculated({ function: 'cumulative', args: [] }),
    'formula/wrong-arguments',
    'formula.args',
  ],
  ['an unknown operator', calculated({ op: '%', args: [] }), 'definition/invalid', 'formula.op'],
  [
    'an unknown segment',
    calculated({ metric: 'price', segments: ['x'] }),
    'definition/unknown-reference',
    'formula.segments[0]',
  ],
  ['itself', calculated({ metric: 'm' }), 'definition/cycle', 'formula'],
]

describe.each([
  { of: 'definition', cases: general },
  { of: 'connection', cases: connections },
  { of: 'data view', cases: views },
  { of: 'derived field', cases: derivedFields },
  { of: 'segment', cases: segments },
  { of: 'calculated metric', cases: calculatedMetrics },
])('a $of with', ({ cases }) => {
  it.each(cases)('%s is refused at its place', async (_, document, code, path) => {
    const before = await everything()
    const alone = await workspace.call('POST', 'apply', [document])
    expect(alone.body).toMatchObject({ code, path: ['[0]', path].filter(Boolean).join('.') })
    const behind = await workspace.call('POST', 'apply', [segment(there, 'good'), document])
    expect(behind.body).toMatchObject({ code, path: ['[1]', path].filter(Boolean).join('.') })
    expect(await everything()).toEqual(before)
  })
})

async function everything(): Promise<unknown> {
  const { definitions } = workspace.throughline.store
  return Promise.all(
    (
      ['dataset', 'connection', 'data-view', 'segment', 'calculated-metric', 'date-range'] as const
    ).map((kind) => definitions.list(kind)),
  )
}

it.each([
  ['a metric', view({ metrics: [{ id: 'Total price', field: 'price' }] })],
  ['a dimension', view({ dimensions: [{ id: 'Total price', field: 'page' }] })],
  ['a derived field', view({ derivedFields: [{ id: 'Total price', rules: [] }] })],
  ['a calculated metric', calculated({ metric: 'events' }, 'Total price')],
  ['a segment', segment(there, 'Total price')],
])('says what the id of %s may be in the place of one with blanks', async (_, document) => {
  const { body } = await workspace.call('POST', 'apply', [document])
  expect(body).toMatchObject({ code: 'definition/invalid', path: expect.stringMatching(/id$/) })
  expect(body['detail']).toContain('"Total price" is wrong')
  expect(body['detail']).toContain('total-price is one')
})

describe('PUT', () => {
  it('keeps the version that is there when the new one is wrong', async () => {
    const path = 'definitions/data-view/main'
    const before = await workspace.call('GET', path)
    const wrong = await workspace.call('PUT', path, dimension({ field: 'nope' }))
    expect(wrong).toMatchObject({ status: 400, body: { path: 'dimensions[2].field' } })
    expect(await workspace.call('GET', path)).toEqual(before)
  })
})

describe('circles of several definitions', () => {
  it.each([
    ['segments', [segment({ segment: 'b' }, 'a'), segment({ segment: 'a' }, 'b')]],
    ['calculated metrics', [calculated({ metric: 'b' }, 'a'), calculated({ metric: 'a' }, 'b')]],
  ])('are refused: %s', async (_, documents) => {
    const { body } = await workspace.call('POST', 'apply', documents)
    expect(body).toMatchObject({ code: 'definition/cycle' })
    expect(body['path']).toMatch(/^\[0\]\.(definition\.where\.segment|formula)$/)
  })
})

describe('a definition whose ground is taken away', () => {
  const request = (extra: object) => ({
    kind: 'freeform',
    dataView: 'main',
    dateRange: { start: '2026-01-01', end: '2026-02-01' },
    rows: { dimension: 'page' },
    columns: [{ metric: 'events' }],
    ...extra,
  })
  beforeAll(async () => {
    await workspace.call('POST', 'apply', [
      segment({ dimension: 'url', op: 'exists' }, 'with-url'),
      calculated({ op: '/', args: [{ metric: 'price' }, { metric: 'events' }] }, 'mean-price'),
    ])
    const bare = view({ dimensions: [dimensions[0]], metrics: [] })
    expect(await workspace.call('POST', 'apply', [bare])).toMatchObject({ status: 200 })
  })
  afterAll(() => workspace.call('POST', 'apply', shop.definitions))

  it.each([
    ['a segment', request({ segments: ['with-url'] }), 'url'],
    ['a metric', request({ columns: [{ metric: 'mean-price' }] }), 'price'],
    ['a dimension', request({ rows: { dimension: 'url' } }), 'url'],
  ])('gives an error that names what is missing: %s', async (_, body, missing) => {
    const answer = await workspace.call('POST', 'reports', body)
    expect(answer.status).toBe(400)
    expect(answer.body['detail']).toContain(`"${missing}"`)
    expect(answer.body['path']).not.toBe('')
  })

  it('cannot be left behind by deleting what it refers to', async () => {
    const users = await workspace.call('DELETE', 'definitions/connection/all')
    expect(users).toMatchObject({ status: 409, body: { code: 'definition/in-use' } })
    const dataset = await workspace.call('DELETE', 'definitions/dataset/web')
    expect(dataset).toMatchObject({ status: 409, body: { code: 'definition/in-use' } })
  })
})
