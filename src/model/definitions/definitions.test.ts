import { describe, expect, it } from 'vitest'
import { ThroughlineError } from '../errors.ts'
import { type DefinitionInput, parseDefinition, findReferences } from './index.ts'
import { resolveSharedComponents } from './shared-component.ts'
import { printPath } from '../path.ts'

const home = { dimension: 'page', op: 'equals', value: 'Home' } as const

const web = {
  kind: 'dataset',
  id: 'web',
  type: 'event',
  timestamp: 'ts',
  timeZone: 'UTC',
  rowId: 'event_id',
  fields: {
    ts: 'timestamp',
    cookie: 'string',
    products: { list: { sku: 'string', price: 'number', warranty: { list: { name: 'string' } } } },
    address: { object: { city: 'string' } },
  },
  labels: { email: ['identity'] },
} as const satisfies DefinitionInput

const main = {
  kind: 'data-view',
  id: 'main',
  connection: 'all',
  timeZone: 'Europe/Berlin',
  calendar: { type: 'gregorian', firstDayOfWeek: 'monday' },
  session: { timeoutMinutes: 30, startMetrics: [] },
  derivedFields: [
    {
      id: 'channel',
      rules: [
        {
          function: 'url-parse',
          id: 'cid',
          input: { field: 'url' },
          part: 'query',
          parameter: 'cid',
        },
        {
          function: 'case-when',
          branches: [
            {
              when: { input: { rule: 'cid' }, op: 'contains', value: 'em_' },
              then: { value: 'Email' },
            },
          ],
          otherwise: { value: 'Other' },
        },
      ],
    },
  ],
  dimensions: [
    {
      id: 'page',
      field: 'page',
      lowercase: false,
      include: { match: 'any', rules: [{ op: 'equals', value: 'purchase' }] },
      noValue: { label: 'No value', mode: 'show' },
      buckets: { at: [0, 10, 50] },
      substring: { method: 'left', to: { length: 2 } },
      persistence: {
        allocation: 'most-recent',
        expiration: { type: 'time', time: { days: 30 } },
        binding: { dimension: 'products.name', metric: 'cart-adds' },
      },
    },
    { shared: 'country', name: 'Land' },
  ],
  metrics: [
    {
      id: 'orders',
      field: 'order_id',
      count: 'instances',
      dedup: { scope: 'person', by: 'order_id', keep: 'first' },
      attribution: { model: 'last-touch', container: 'session' },
      format: { type: 'decimal', decimals: 0 },
      labels: ['context:orders'],
    },
  ],
  segment: { container: 'event', where: { segment: 'humans' } },
} as const satisfies DefinitionInput

const examples: readonly DefinitionInput[] = [
  web,
  {
    kind: 'connection',
    id: 'all',
    datasets: [
      {
        dataset: 'web',
        personId: 'email',
        namespace: 'email',
      },
      { dataset: 'catalog', key: 'sku', matches: ['web.products.sku'] },
      { dataset: 'ads', granularity: 'day' },
    ],
    retentionMonths: 25,
  },
  main,
  {
    kind: 'segment',
    id: 'buyers',
    dataView: 'main',
    definition: { container: 'person', exclude: false, where: home },
  },
  {
    kind: 'segment',
    id: 'everything',
    definition: {
      container: 'person',
      where: {
        and: [
          { or: [home, { not: home }] },
          { metric: 'revenue', op: 'gte', value: 100 },
          { dimension: 'page', distinctCount: { op: 'gt', value: 5 } },
          { dateRange: { start: '2026-01-01', end: '2026-02-01' } },
          { segment: 'buyers' },
          { container: 'products', exclude: true, where: home },
          {
            sequence: [
              home,
              { step: home, exclude: true },
              { step: home, within: { minutes: 30 }, after: { days: 1 } },
              { step: home, within: { dimension: 'page', count: 1 } },
              { group: [home, home], within: { events: 3 } },
            ],
            keep: 'before',
          },
        ],
      },
    },
  },
  {
    kind: 'calculated-metric',
    id: 'aov',
    dataView: 'main',
    formula: {
      op: '/',
      args: [
        { metric: 'revenue', segments: ['buyers'], total: true },
        { function: 'cumulative', args: [0, { metric: 'orders' }], includeZeros: true },
      ],
    },
    format: { type: 'currency', currency: 'EUR' },
  },
  {
    kind: 'date-range',
    id: 'last-30',
    start: { startOf: 'day', offset: { days: -30 } },
    end: '2026-02-01',
  },
  {
    kind: 'annotation',
    id: 'sale',
    dataView: 'main',
    start: '2026-01-05',
    end: '2026-01-12T18:00',
    color: 'purple',
    components: ['orders'],
    segments: ['buyers'],
  },
  {
    kind: 'project',
    id: 'weekly',
    dataView: 'main',
    panels: [
      {
        dateRange: 'last-30',
        segments: ['buyers'],
        visualizations: [
          { type: 'freeform', request: { kind: 'freeform', rows: { dimension: 'page' } } },
        ],
      },
    ],
  },
  {
    kind: 'audience',
    id: 'vip',
    dataView: 'main',
    segments: ['buyers'],
    lookbackDays: 30,
    refresh: 'daily',
    destinations: ['crm-hook'],
  },
  {
    kind: 'destination',
    id: 'crm-hook',
    type: 'webhook',
    settings: { url: 'https://example.com' },
  },
  {
    kind: 'alert',
    id: 'few-orders',
    dataView: 'main',
    granularity: 'hour',
    metrics: [
      { metric: 'orders', when: { kind: 'anomaly', direction: 'below', confidence: 99.75 } },
      { metric: 'orders', when: { kind: 'change', percent: 10, comparedWith: 'day-before' } },
    ],
    segments: ['buyers'],
    items: [{ dimension: 'page', items: ['Home', null] }],
    match: 'any',
    delayMinutes: 5,
    emails: ['shop@example.com'],
    destinations: ['crm-hook'],
    expires: '2027-01-01',
  },
  {
    kind: 'schedule',
    id: 'monday',
    project: 'weekly',
    formats: ['csv', 'pdf'],
    cron: '0 7 * * 1',
    timeZone: 'Europe/Berlin',
    emails: ['shop@example.com'],
  },
  {
    kind: 'identity-space',
    id: 'people',
    namespaces: [
      { id: 'crm', unique: true },
      { id: 'email', unique: true, limit: { count: 5, days: 30 } },
      { id: 'cookie', device: true },
    ],
    blocked: [{ preset: 'placeholders' }, { namespace: 'email', matches: '^test@' }],
    pairs: [{ from: 'email', to: 'crm', max: 1 }],
    guard: { people: 50 },
  },
  {
    kind: 'shared-component',
    id: 'country',
    component: 'dimension',
    settings: { field: 'country', name: 'Country', lowercase: true },
  },
]

const problem = (value: unknown): ThroughlineError => {
  try {
    parseDefinition(value)
  } catch (error) {
    if (error instanceof ThroughlineError) return error
    throw error
  }
  throw new Error('no problem found')
}

const spaceWith = (settings: object) => ({
  kind: 'identity-space',
  id: 'people',
  namespaces: [{ id: 'email' }, { id: 'cookie' }],
  ...settings,
})

const pageWith = (settings: object) => ({ ...main, dimensions: [{ id: 'page', ...settings }] })

describe('definitions', () => {
  it.each(examples.map((example) => [`${example.kind} ${example.id}`, example] as const))(
    'accepts %s',
    (_, example) => {
      expect(parseDefinition(example)).toMatchObject({ kind: example.kind, id: example.id })
    },
  )

  it('fills in defaults', () => {
    expect(parseDefinition({ kind: 'data-view', id: 'plain', connection: 'all' })).toMatchObject({
      timeZone: 'UTC',
      calendar: { type: 'gregorian', firstMonth: 1 },
      session: { timeoutMinutes: 30, startMetrics: [] },
      dimensions: [],
    })
  })

  it('guards an identity space that says nothing of it', () => {
    const space = { kind: 'identity-space', id: 'people', namespaces: [{ id: 'email' }] }
    expect(parseDefinition(space)).toEqual({
      ...space,
      namespaces: [{ id: 'email', unique: false, device: false }],
      blocked: [],
      pairs: [],
      guard: { people: 1000, idsPerMinute: 200 },
      anonymous: 'device-split',
    })
    expect(parseDefinition({ ...space, guard: { people: 5 } })).toMatchObject({
      guard: { people: 5, idsPerMinute: 200 },
    })
  })

  it.each([
    ['an unknown kind', { kind: 'data-veiw', id: 'x' }, 'kind', 'allowed: data-view,'],
    ['a bad id', { ...main, id: 'No Good' }, 'id', 'No Good'],
    ['an unknown key', { ...main, color: 1 }, 'color', 'color'],
    [
      'a bad operator',
      pageWith({ include: { rules: [{ op: 'not-equal', value: 1 }] } }),
      'dimensions[0].include.rules[0].op',
      'allowed: not-equals, ',
    ],
    [
      'a schedule that tells nobody',
      { kind: 'schedule', id: 'monday', project: 'weekly', cron: '0 7 * * 1' },
      'emails',
      'who gets it',
    ],
    [
      'a confidence that there is not',
      {
        kind: 'alert',
        id: 'few',
        dataView: 'main',
        metrics: [{ metric: 'orders', when: { kind: 'anomaly', confidence: 80 } }],
      },
      'metrics[0].when.confidence',
      '99.75',
    ],
    [
      'a time zone that does not exist',
      { ...main, timeZone: 'Mars/Base' },
      'timeZone',
      'Mars/Base',
    ],
    [
      'an id given twice',
      { ...main, metrics: [{ id: 'a' }, { id: 'a' }] },
      'metrics[1].id',
      'twice',
    ],
    [
      'a list for one value',
      pageWith({ include: { rules: [{ op: 'equals', value: ['a'] }] } }),
      'dimensions[0].include.rules[0].value',
      'not a list',
    ],
    [
      'a namespace given twice',
      spaceWith({ namespaces: [{ id: 'email' }, { id: 'email' }] }),
      'namespaces[1].id',
      'twice',
    ],
    [
      'a namespace with a colon',
      spaceWith({ namespaces: [{ id: 'e:mail' }] }),
      'namespaces[0].id',
      'no colon',
    ],
    [
      'more namespaces than can be told apart',
      spaceWith({ namespaces: Array.from({ length: 251 }, (_, i) => ({ id: `n${i}` })) }),
      'namespaces',
      'at most 250',
    ],
    [
      'a pair with a namespace that is not there',
      spaceWith({ pairs: [{ from: 'email', to: 'cooky' }] }),
      'pairs[0].to',
      'allowed: email, cookie',
    ],
    [
      'a pair of a namespace with itself',
      spaceWith({ pairs: [{ from: 'email', to: 'email' }] }),
      'pairs[0].to',
      'itself',
    ],
    [
      'a pair given twice',
      spaceWith({
        pairs: [
          { from: 'email', to: 'cookie' },
          { from: 'email', to: 'cookie', max: 2 },
        ],
      }),
      'pairs[1]',
      'twice',
    ],
    [
      'blocked ids of a namespace that is not there',
      spaceWith({ blocked: [{ namespace: 'mail', matches: 'x' }] }),
      'blocked[0].namespace',
      'allowed: email, cookie',
    ],
    [
      'a limit of none',
      spaceWith({ namespaces: [{ id: 'email', limit: { count: 0 } }] }),
      'namespaces[0].limit.count',
      'more than 0',
    ],
    ['falling borders', pageWith({ buckets: { at: [5, 1] } }), 'dimensions[0].buckets.at', 'rise'],
    [
      'the name of a preset',
      { kind: 'date-range', id: 'today', start: '2026-01-01', end: '2026-01-02' },
      'id',
      'preset',
    ],
    [
      'a bad formula leaf',
      { kind: 'calculated-metric', id: 'x', formula: { op: '+', args: [1, { metric: 1 }] } },
      'formula.args[1].metric',
      '1',
    ],
    ['a bad field type', { ...web, fields: { a: 'text' } }, 'fields.a', 'text'],
  ])('refuses %s', (_, value, path, mention) => {
    const found = problem(value)
    expect(printPath(found.path)).toBe(path)
    expect(found.message).toContain(mention)
  })

  it('lists what a definition refers to, with paths', () => {
    const view = parseDefinition(main)
    const readFormula = () => ({ metric: 'orders', segments: ['humans'] })
    expect(findReferences(view, readFormula)).toEqual([
      { kind: 'connection', id: 'all', path: ['connection'] },
      { kind: 'shared-component', id: 'country', path: ['dimensions', 1, 'shared'] },
      { kind: 'segment', id: 'humans', path: ['segment', 'where', 'segment'] },
    ])
    const metric = parseDefinition({
      kind: 'calculated-metric',
      id: 'human-orders',
      formula: '[humans] orders',
    })
    expect(findReferences(metric, readFormula)).toEqual([
      { kind: 'segment', id: 'humans', path: ['formula', 'segments', 0], optional: false },
      { kind: 'calculated-metric', id: 'orders', path: ['formula', 'metric'], optional: true },
    ])
  })

  it('are the spaces that a connection’s datasets feed and are stitched by', () => {
    const found = findReferences(
      parseDefinition({
        kind: 'connection',
        id: 'all',
        datasets: [
          {
            dataset: 'web',
            space: 'people',
            stitch: {
              method: 'graph',
              space: 'logins',
              persistentId: 'cookie',
              namespace: 'cookie',
              target: 'crm',
            },
          },
        ],
      }),
      () => 1,
    )
    expect(found).toEqual([
      { kind: 'dataset', id: 'web', path: ['datasets', 0, 'dataset'] },
      { kind: 'identity-space', id: 'people', path: ['datasets', 0, 'space'] },
      { kind: 'identity-space', id: 'logins', path: ['datasets', 0, 'stitch', 'space'] },
    ])
  })

  it('writes shared components out, overrides winning', () => {
    const view = parseDefinition(main)
    const shared = parseDefinition(examples.at(-1))
    if (view.kind !== 'data-view' || shared.kind !== 'shared-component')
      throw new Error('wrong kinds')
    expect(resolveSharedComponents(view, [shared]).dimensions[1]).toEqual({
      id: 'country',
      field: 'country',
      name: 'Land',
      lowercase: true,
    })
    expect(() => resolveSharedComponents(view, [])).toThrow(
      expect.objectContaining({
        code: 'definition/unknown-reference',
        path: ['dimensions', 1, 'shared'],
      }),
    )
  })
})
