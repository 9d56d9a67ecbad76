import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MemoryOptions } from '../support/memory-source.ts'
import { compileDerivedField } from '../../src/query/derived-fields/compile.ts'
import type { Item } from '../../src/model/result.ts'
import { compilationOf, itemsPerRow, type Row, sourceOf, viewOf } from '../support/items-per-row.ts'

const file = join(import.meta.dirname, 'data/adobe-cja-docs.json')

interface Vector {
  readonly id: string
  readonly feature: string
  readonly input: Readonly<Record<string, unknown>>
  readonly expected: {
    readonly values?: readonly Item[]
    readonly value?: Item
    readonly rows?: Readonly<Record<string, number>>
    readonly totals?: Readonly<Record<string, number>>
  }
}

const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Vector[] }
const vectors = cases.filter(({ feature }) => feature === 'derived fields')

interface World {
  readonly rules: readonly object[]
  readonly rows: readonly Row[]
  readonly options?: MemoryOptions
}

const input = { field: 'a' }

const rowsOf = (values: readonly unknown[], person?: (index: number) => string): Row[] =>
  values.map((value, index) => ({
    fields: { a: value },
    ...(person ? { person: person(index) } : {}),
  }))

const pairsOf = (values: readonly (readonly unknown[])[]): Row[] =>
  values.map(([a, b]) => ({ fields: { a, b } }))

const repeated = (counts: Readonly<Record<string, number>>): Row[] =>
  rowsOf(Object.entries(counts).flatMap(([value, count]) => Array<string>(count).fill(value)))

const when = (from: object, op: string, value?: unknown) => ({
  input: from,
  op,
  ...(value === undefined ? {} : { value }),
})

const searchEngines = ['google.com', 'bing.com', 'duckduckgo.com']
const referrer = { rule: 'domain' }
const cid = { rule: 'cid' }
const then = (value: string) => ({ value })

/** How the question of each vector is put as rules; the text of the vector says it in words. */
const worlds: Readonly<Record<string, (input: Vector['input']) => World>> = {
  casewhen1: ({ rows_referrer_pageurl }) => ({
    rows: pairsOf(rows_referrer_pageurl as string[][]),
    rules: [
      { function: 'url-parse', id: 'domain', input, part: 'host' },
      { function: 'url-parse', id: 'cid', input: { field: 'b' }, part: 'query', parameter: 'cid' },
      {
        function: 'case-when',
        branches: [
          {
            when: {
              and: [when(referrer, 'equals-any', searchEngines), when(cid, 'contains', 'ps_')],
            },
            then: then('Paid Search'),
          },
          {
            when: { and: [when(referrer, 'equals-any', searchEngines), when(cid, 'not-exists')] },
            then: then('Natural Search'),
          },
          { when: when(cid, 'contains', 'em_'), then: then('Email') },
          { when: when(cid, 'contains', 'ds_'), then: then('Display') },
          { when: when(cid, 'contains', 'so_'), then: then('Paid Social') },
          {
            when: when(referrer, 'equals-any', 'twitter.com,facebook.com,linkedin.com,tiktok.com'),
            then: then('Natural Social'),
          },
        ],
        otherwise: then('Other Referrer'),
      },
    ],
  }),
  casewhen2: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [
      {
        function: 'case-when',
        branches: [
          { when: when(input, 'contains', 'search'), then: then('search') },
          { when: when(input, 'contains', 'browse'), then: then('browse') },
        ],
      },
    ],
  }),
  casewhen3: ({ rows }) => ({
    rows: rowsOf(rows as number[]),
    rules: [
      {
        function: 'case-when',
        branches: [
          {
            when: { and: [when(input, 'gte', 1), when(input, 'lte', 3)] },
            then: then('short trip'),
          },
          {
            when: { and: [when(input, 'gte', 4), when(input, 'lte', 7)] },
            then: then('medium trip'),
          },
          { when: when(input, 'gte', 8), then: then('long trip') },
        ],
      },
    ],
  }),
  classify1: ({ views, map }) => ({
    rows: repeated(views as Record<string, number>),
    rules: [{ function: 'classify', input, values: map }],
  }),
  classify2: ({ rows, map }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'classify', input, values: map, showOriginal: true }],
  }),
  concat: ({ rows }) => ({
    rows: pairsOf(rows as string[][]),
    rules: [{ function: 'concatenate', inputs: [input, { field: 'b' }], delimiter: '-' }],
  }),
  dedup1: ({ rows }) => ({
    rows: pairsOf(rows as unknown[][]),
    rules: [
      { function: 'deduplicate', id: 'once', input: { field: 'b' }, by: input, scope: 'person' },
      { function: 'merge-fields', inputs: [{ rule: 'once' }, { value: 0 }] },
    ],
  }),
  findreplace: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'find-replace', input, find: '%20', replace: ' ' }],
  }),
  lookup: ({ rows, lookup }) => ({
    rows: rowsOf(rows as string[]),
    options: {
      lookups: { 'activities.name': { from: 'a', rows: lookup as Record<string, string> } },
    },
    rules: [{ function: 'lookup', input, dataset: 'activities', key: 'id', return: 'name' }],
  }),
  lowercase: ({ views }) => ({
    rows: repeated(Object.fromEntries(views as [string, number][])),
    rules: [{ function: 'lowercase', input }],
  }),
  math: ({ rows }) => ({
    rows: rowsOf(rows as number[]),
    rules: [{ function: 'math', formula: { op: '*', args: [input, 1.05] } }],
  }),
  'nextprev1.next_rep': nextOrPrevious('next', true),
  'nextprev1.next_norep': nextOrPrevious('next', false),
  'nextprev1.prev_rep': nextOrPrevious('previous', true),
  'nextprev1.prev_norep': nextOrPrevious('previous', false),
  regex: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'regex-replace', input, pattern: '[^/]+(?=/$|$)', output: '$1' }],
  }),
  split_array: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'split', input, delimiter: ',', toArray: true }],
  }),
  split_left: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'split', input, delimiter: ',', from: 'left', index: 1 }],
  }),
  summarize: ({ rows }) => ({
    rows: (rows as [string, number][]).map(([person, a]) => ({ person, fields: { a } })),
    rules: [
      { function: 'summarize', id: 'total', input, method: 'sum', scope: 'person' },
      {
        function: 'case-when',
        branches: [
          { when: when({ rule: 'total' }, 'lt', 150), then: then('Small') },
          { when: when({ rule: 'total' }, 'lt', 500), then: then('Medium') },
        ],
        otherwise: then('Large'),
      },
    ],
  }),
  trim_ws: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'trim', input }],
  }),
  trim_right: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'trim', input, method: 'right', from: 'start', to: { position: 3 } }],
  }),
  url_host: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'url-parse', input, part: 'host' }],
  }),
  url_query: ({ rows }) => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'url-parse', input, part: 'query', parameter: 'cid' }],
  }),
}

function nextOrPrevious(direction: 'next' | 'previous', repeats: boolean) {
  return ({ rows }: Vector['input']): World => ({
    rows: rowsOf(rows as string[]),
    rules: [{ function: 'next-or-previous', input, direction, repeats, scope: 'session' }],
  })
}

const PREFIX = 'adobe.df.'
const TYPECAST = 'typecast.'

function worldOf({ id, input: given }: Vector): World {
  const name = id.slice(PREFIX.length)
  if (!name.startsWith(TYPECAST)) return worlds[name]!(given)
  const format = name
    .slice(TYPECAST.length)
    .replace('MMM_DD_YYYY', 'MMM DD, YYYY')
    .replaceAll('s', '/')
  return {
    rows: rowsOf([Date.parse(String(given['date']))]),
    options: { types: { a: 'timestamp' } },
    rules: [{ function: 'typecast', input, to: 'string', format }],
  }
}

async function answer({ rules, rows, options }: World) {
  const view = viewOf({ derivedFields: [{ id: 'derived', rules }] })
  const c = await compilationOf(sourceOf(rows, options), view)
  const value = await compileDerivedField(c, view.derivedFields[0]!)
  return itemsPerRow(c, value, rows.length)
}

function counted(rows: readonly (readonly Item[])[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of rows.flat()) {
    if (item !== null) counts[String(item)] = (counts[String(item)] ?? 0) + 1
  }
  return counts
}

describe('derived fields of the published documentation', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', async (_id, vector) => {
    const world = worldOf(vector)
    const rows = await answer(world)
    const { values, value, rows: groups, totals } = vector.expected
    const one = rows.map((items) => items[0] ?? null)
    if (values) expect(one).toEqual(values)
    if (value !== undefined) expect(one).toEqual([value])
    if (groups && vector.id.endsWith('findreplace')) {
      expect(new Set(one)).toEqual(new Set(Object.keys(groups)))
    } else if (groups && totals) {
      expect(new Set(one)).toEqual(new Set(Object.keys(groups)))
    } else if (groups) expect(counted(rows)).toEqual(groups)
  })
})

describe('next or previous passes over events without a value', () => {
  const pages = ['home', 'home', 'home', 'search', '', 'search', 'search', 'product detail', '']

  it.each([
    [
      'next',
      true,
      ['home', 'home', 'search', 'search', null, 'search', 'product detail', null, null],
    ],
    [
      'next',
      false,
      [
        'search',
        'search',
        'search',
        'product detail',
        null,
        'product detail',
        'product detail',
        null,
        null,
      ],
    ],
    ['previous', true, [null, 'home', 'home', 'home', null, 'search', 'search', 'search', null]],
    ['previous', false, [null, null, null, 'home', null, 'home', 'home', 'search', null]],
  ] as const)('%s, repeats %s', async (direction, repeats, expected) => {
    const rows = await answer(nextOrPrevious(direction, repeats)({ rows: pages }))
    expect(rows.map((items) => items[0] ?? null)).toEqual(expected)
  })
})
