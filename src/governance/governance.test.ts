import { describe, expect, it } from 'vitest'
import { type DefinitionInput, parseDefinition } from '../model/definitions/index.ts'
import type {
  Definition,
  DefinitionKind,
  DefinitionOf,
  Policy,
} from '../model/definitions/index.ts'
import { isAgreed, listConsentAttributes } from './consent.ts'
import { describeDenial, listDenials } from './denials.ts'
import { listDestinationUses } from './destination-uses.ts'
import { type Definitions, listFieldUses } from './field-uses.ts'

function worldOf(documents: readonly DefinitionInput[]): Definitions {
  const all: readonly Definition[] = documents.map((document) => parseDefinition(document))
  return {
    find: <K extends DefinitionKind>(kind: K, id: string) =>
      all.find((each) => each.kind === kind && each.id === id) as DefinitionOf<K> | undefined,
    list: <K extends DefinitionKind>(kind: K) =>
      all.filter((each) => each.kind === kind) as unknown as DefinitionOf<K>[],
  }
}

const person = (where: object) => ({ container: 'person', where })

const definitions = worldOf([
  {
    kind: 'dataset',
    id: 'web',
    type: 'event',
    labels: {
      email: ['identity'],
      'products.sku': ['contract:no-export'],
      age: ['sensitive'],
      referrer: ['custom'],
    },
  },
  {
    kind: 'dataset',
    id: 'crm',
    type: 'profile',
    labels: { income: ['sensitive'], newsletter: ['consent:marketing'] },
  },
  { kind: 'dataset', id: 'catalog', type: 'lookup', labels: { margin: ['contract:no-export'] } },
  {
    kind: 'connection',
    id: 'all',
    datasets: [
      {
        dataset: 'web',
        personId: 'email',
        namespace: 'email',
        identities: [{ field: 'cookie', namespace: 'cookie' }],
      },
      { dataset: 'crm', personId: 'id' },
      { dataset: 'catalog', key: 'sku', matches: ['web.products.sku'] },
    ],
  },
  {
    kind: 'shared-component',
    id: 'rich',
    component: 'dimension',
    settings: { field: 'crm.income' },
  },
  {
    kind: 'data-view',
    id: 'main',
    connection: 'all',
    derivedFields: [
      { id: 'grown', rules: [{ function: 'lowercase', input: { field: 'age' } }] },
      {
        id: 'profit',
        rules: [
          {
            function: 'lookup',
            input: { field: 'products.sku' },
            dataset: 'catalog',
            return: 'margin',
          },
        ],
      },
    ],
    dimensions: [
      { id: 'page' },
      { id: 'adult', field: 'grown' },
      { shared: 'rich' },
      { id: 'category', field: 'catalog.category' },
      { id: 'bound', field: 'page', persistence: { binding: { dimension: 'adult' } } },
      { id: 'profit' },
    ],
    metrics: [{ id: 'orders', field: 'order', dedup: { scope: 'person', by: 'adult' } }],
  },
  { kind: 'calculated-metric', id: 'rate', formula: 'orders / people' },
  {
    kind: 'segment',
    id: 'adults',
    dataView: 'main',
    definition: person({ dimension: 'adult', op: 'exists' }),
  },
  { kind: 'segment', id: 'nested', dataView: 'main', definition: person({ segment: 'adults' }) },
] as readonly DefinitionInput[])

const view = definitions.find('data-view', 'main')!
const connection = definitions.find('connection', 'all')!
const uses = (part: unknown) =>
  listFieldUses(definitions, () => ({ metric: 'orders' }), view, part).map(
    ({ dataset, field, through }) => [`${dataset}.${field}`, through.join(' → ')],
  )

describe('labels are inherited', () => {
  const age = 'web.age'
  const adult = 'dimension adult → derived field grown'
  it.each([
    ['a plain field', { dimension: 'email' }, [['web.email', '']]],
    ['nothing', { dimension: 'page', op: 'equals', value: 'age' }, []],
    ['a derived field', { dimension: 'adult' }, [[age, adult]]],
    [
      'segments in segments',
      { segments: ['nested'] },
      [[age, `segment nested → segment adults → ${adult}`]],
    ],
    ['a shared component', { dimension: 'rich' }, [['crm.income', 'dimension rich']]],
    [
      'the key of a lookup',
      { dimension: 'category' },
      [['web.products.sku', 'dimension category → lookup catalog']],
    ],
    ['a binding', { dimension: 'bound' }, [[age, `dimension bound → ${adult}`]]],
    ['a metric’s deduplication', { metric: 'orders' }, [[age, `metric orders → ${adult}`]]],
    [
      'a calculated metric',
      { columns: [{ metric: 'rate' }] },
      [[age, `calculated metric rate → metric orders → ${adult}`]],
    ],
    ['the person’s own id', { dimension: 'person-id' }, [['web.email', 'dimension person-id']]],
    ['a list whose child is labelled', { field: 'products' }, [['web.products.sku', '']]],
    [
      'a lookup of a derived field',
      { dimension: 'profit' },
      [
        ['web.products.sku', 'dimension profit → derived field profit'],
        ['catalog.margin', 'dimension profit → derived field profit'],
        ['web.products.sku', 'dimension profit → derived field profit → lookup catalog'],
      ],
    ],
  ])('of %s', (_, part, expected) => {
    expect(uses(part).toSorted()).toEqual([...expected].toSorted())
  })
})

it('knows what a destination is sent', () => {
  const sent = (identities: string[], attributes: string[]) =>
    listDestinationUses(definitions, connection, { identities, attributes }).map(
      ({ field, through }) => [field, ...through],
    )
  expect(sent(['cookie'], [])).toEqual([])
  expect(sent([], [])).toEqual([['email', 'identity email']])
  expect(sent(['email'], ['crm.income', 'crm.name'])).toEqual([
    ['email', 'identity email'],
    ['income', 'attribute crm.income'],
  ])
})

it('says which field, through what, and which policy', () => {
  const policy = (more: Partial<Policy>): Policy => ({
    kind: 'policy',
    id: 'p',
    labels: ['sensitive'],
    actions: ['email'],
    effect: 'deny',
    ...more,
  })
  const found = listFieldUses(definitions, () => 0, view, { segments: ['adults'] })
  const doing = { actions: ['activate', 'email'] as const, destination: 'mail' }
  const denied = (more: Partial<Policy>, by: Parameters<typeof listDenials>[1] = doing) =>
    listDenials([policy(more)], by, found).map(describeDenial)
  expect(denied({})).toEqual([
    'policy p does not allow to e-mail web.age (sensitive), read through segment adults → dimension adult → derived field grown',
  ])
  expect(denied({ labels: ['identity'] })).toEqual([])
  expect(denied({ actions: ['export'] })).toEqual([])
  expect(denied({ destinations: ['other'] })).toEqual([])
  expect(denied({ destinations: ['mail'] })).toHaveLength(1)
  expect(denied({ destinations: ['mail'] }, { actions: ['email'] })).toEqual([])
})

it('sends only those who agreed, by what they said last', () => {
  expect(listConsentAttributes(definitions, connection, 'marketing')).toEqual(['crm.newsletter'])
  expect(listConsentAttributes(definitions, connection, 'sales')).toEqual([])
  const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`
  expect(isAgreed([])).toBe(false)
  expect(isAgreed([undefined])).toBe(false)
  expect(isAgreed([{ value: true, at: null }])).toBe(true)
  expect(isAgreed([{ value: 'Granted', at: at(1) }])).toBe(true)
  expect(
    isAgreed([
      { value: 'yes', at: at(1) },
      { value: 'no', at: at(2) },
    ]),
  ).toBe(false)
  expect(
    isAgreed([
      { value: 'yes', at: at(2) },
      { value: 'no', at: at(1) },
    ]),
  ).toBe(true)
  expect(
    isAgreed([
      { value: 'yes', at: at(2) },
      { value: 'no', at: at(2) },
    ]),
  ).toBe(false)
  expect(
    isAgreed([
      { value: null, at: at(2) },
      { value: 1, at: at(1) },
    ]),
  ).toBe(true)
  expect(isAgreed([{ value: 'perhaps', at: at(1) }])).toBe(false)
})
