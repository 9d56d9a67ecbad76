import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { createMemorySource } from '../support/memory-source.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const time = (minute: number) => `2026-01-01T00:0${minute}:00Z`
const calls = [
  { ts: time(1), who: 'ann', agent: 10, skills: [2, 7] },
  { ts: time(2), who: 'bob', agent: 9, skills: [] },
  { ts: time(3), who: 'cid', agent: 10.5, skills: [1] },
  { ts: time(4), who: 'dan', agent: null },
  { ts: time(5), who: 'eve', agent: 11 },
]
const lookups = {
  agents: [
    { id: 9, name: 'Nina', desk: 100 },
    { id: 10, name: 'Old', desk: 20 },
    { id: 10.5, name: 'Half', desk: null },
    { id: 10, name: 'Tess', desk: 3 },
  ],
  desks: [
    { desk: 3, floor: 1 },
    { desk: 100, floor: 4 },
  ],
  skilled: [
    { skill: 2, label: 'billing' },
    { skill: 1, label: 'sales' },
  ],
  nicknames: [
    { code: '9', nick: 'N' },
    { code: '010', nick: 'not a number' },
  ],
}
const keys = { agents: 'id', desks: 'desk', skilled: 'skill', nicknames: 'code' }
const matches = {
  agents: 'calls.agent',
  desks: 'agents.desk',
  skilled: 'calls.skills',
  nicknames: 'calls.agent',
}
const names = Object.keys(lookups) as (keyof typeof lookups)[]
const fields = ['agents.name', 'desks.floor', 'skilled.label', 'nicknames.nick']
const derivedField = {
  id: 'looked-up',
  rules: [{ function: 'lookup', input: { field: 'agent' }, dataset: 'agents', return: 'name' }],
}
const definitions = [
  {
    kind: 'connection',
    id: 'all',
    datasets: [
      { dataset: 'calls', personId: 'who' },
      ...names.map((dataset) => ({ dataset, key: keys[dataset], matches: [matches[dataset]] })),
    ],
  },
  {
    kind: 'data-view',
    id: 'main',
    connection: 'all',
    derivedFields: [derivedField],
    dimensions: [
      ...fields.map((field) => ({ id: field.split('.')[1], field })),
      { id: 'looked-up' },
    ],
    metrics: [{ id: 'floors', field: 'desks.floor', count: 'values' }],
  },
]

let workspace: Workspace

beforeAll(async () => {
  workspace = await openWorkspace()
  await workspace.post('datasets/calls/rows', calls)
  for (const name of names) {
    await workspace.post(`datasets/${name}/rows?kind=lookup`, lookups[name])
  }
  await workspace.post('apply', definitions)
})
afterAll(() => workspace.close())

async function peopleBy(dimension: string, segments: readonly object[] = []) {
  const { rows } = await workspace.post<FreeformResult>('reports', {
    kind: 'freeform',
    dataView: 'main',
    dateRange: { start: '2026-01-01', end: '2026-01-02' },
    segments,
    rows: { dimension },
    columns: [{ id: 'c', metric: 'people' }],
  })
  return Object.fromEntries(rows.map(({ item, values }) => [String(item), values[0]]))
}

it('finds the rows of a lookup by the numbers of a field, the latest for each', async () => {
  expect(await peopleBy('name')).toEqual({ Tess: 1, Nina: 1, Half: 1, null: 2 })
})

it('goes on from a number of a lookup to the next one', async () => {
  expect(await peopleBy('floor')).toEqual({ 1: 1, 4: 1, null: 3 })
})

it('takes a text as the key only when it is written as that number is', async () => {
  expect(await peopleBy('nick')).toEqual({ N: 1, null: 4 })
})

it('looks each number of a list up', async () => {
  expect(await peopleBy('label')).toMatchObject({ billing: 1, sales: 1 })
})

it('is the same in a derived field, in segments and as a metric', async () => {
  expect(await peopleBy('looked-up')).toEqual(await peopleBy('name'))
  const where = { dimension: 'name', op: 'equals', value: 'Tess' }
  expect(await peopleBy('floor', [{ container: 'person', where }])).toEqual({ 1: 1 })
  const { totals } = await workspace.post<FreeformResult>('reports', {
    kind: 'freeform',
    dataView: 'main',
    dateRange: { start: '2026-01-01', end: '2026-01-02' },
    rows: { dimension: 'day' },
    columns: [{ id: 'c', metric: 'floors' }],
  })
  expect(totals).toEqual([5])
})

it('follows rows that come later', async () => {
  await workspace.post('datasets/agents/rows', [{ id: 11, name: 'Uma', desk: 3 }])
  expect(await peopleBy('name')).toEqual({ Tess: 1, Nina: 1, Half: 1, Uma: 1, null: 1 })
})

it('has the keys of a number in memory as in the lake', async () => {
  const source = createMemorySource([{ person: 'ann', time: 0, fields: { agent: 10 } }], {
    lookups: { 'agents.name': { from: 'agent', rows: { 9: 'Nina', 10: 'Tess', '010': 'no' } } },
  })
  const dictionary = await source.dictionary('agent')
  expect([dictionary.value(1), dictionary.value(2), dictionary.size]).toEqual(['9', '10', 3])
})
