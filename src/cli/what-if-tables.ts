import type { AnonymousWays, StitchingDifference, WhatIf } from '../model/answers/what-if.ts'
import type { TextTable } from './table.ts'

/** People, datasets, metrics and what moves, before and after. */
export function tabulateWhatIf({
  people,
  datasets,
  metrics,
  ...answer
}: WhatIf): readonly TextTable[] {
  const tables: readonly TextTable[] = [
    { columns: ['people', 'before', 'after'], rows: peopleRows(people) },
    {
      title: 'Datasets',
      columns: ['dataset', 'changed', 'rows', 'of another person', 'people', 'sessions', 'events'],
      rows: datasets.map(({ dataset, isChanged, rows, people: persons, sessions, events }) => [
        dataset,
        isChanged ? 'yes' : 'no',
        change(rows),
        rows.moved,
        change(persons),
        change(sessions),
        change(events),
      ]),
    },
    {
      title: 'Metrics',
      columns: ['metric', 'before', 'after', 'change'],
      rows: metrics.map(({ name, before, after }) => [
        name,
        before,
        after,
        rise({ before, after }),
      ]),
    },
    {
      title: `${answer.rowCount} items of ${answer.dimension} move`,
      columns: ['item', ...metrics.map(({ name }) => name)],
      rows: answer.rows.map(({ item, label, values }) => [
        label ?? item ?? '–',
        ...values.map(change),
      ]),
    },
    {
      title: 'People who would be one',
      columns: ['person', 'of', 'such as'],
      rows: people.merged.examples.map(({ person, count, from }) => [
        person,
        count,
        from.join(', '),
      ]),
    },
    {
      title: 'People who would be several',
      columns: ['person', 'into', 'such as'],
      rows: people.split.examples.map(({ person, count, into }) => [
        person,
        count,
        into.join(', '),
      ]),
    },
    warningsTable(answer.warnings),
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

const peopleRows = (people: StitchingDifference['people']): TextTable['rows'] => [
  ['all', people.before, people.after],
  ['merged with others', people.merged.before, people.merged.after],
  ['split', people.split.before, people.split.after],
  ['same', people.same, people.same],
  ['by another id', people.renamed, people.renamed],
  ['only before, only after', people.gone, people.appeared],
]

const warningsTable = (warnings: readonly string[]): TextTable => ({
  title: 'Warnings',
  columns: ['warning'],
  rows: warnings.map((warning) => [warning]),
})

interface Pair {
  readonly before: number | null
  readonly after: number | null
}

const figure = (n: number | null): string =>
  n === null ? '–' : n.toLocaleString('en', { maximumFractionDigits: 2 })

const change = ({ before, after }: Pair): string =>
  before === after ? figure(after) : `${figure(before)} → ${figure(after)}`

function rise({ before, after }: Pair): string {
  if (!before || after === null) return '–'
  const percent = (after / before - 1) * 100
  return `${percent > 0 ? '+' : ''}${percent.toLocaleString('en', { maximumFractionDigits: 2 })} %`
}

/** A column per way of owning anonymous events. */
export function tabulateWays({ ways, present }: AnonymousWays): readonly TextTable[] {
  const columns = ['now', ...ways.map(({ anonymous }) => anonymous)]
  const [first] = ways
  const metrics = first!.metrics.map(({ name, before }, index) => [
    name,
    before,
    ...ways.map((way) => way.metrics[index]!.after),
  ])
  const tables: readonly TextTable[] = [
    {
      title: `Now: ${present ?? 'no space is asked'}`,
      columns: ['', ...columns],
      rows: [
        ['people of all data', first!.people.before, ...ways.map(({ people }) => people.after)],
        ['merged with others', null, ...ways.map(({ people }) => people.merged.before)],
        ['split', null, ...ways.map(({ people }) => people.split.before)],
        [
          'rows of another person',
          null,
          ...ways.map(({ datasets }) => datasets.reduce((sum, { rows }) => sum + rows.moved, 0)),
        ],
        ...metrics,
      ],
    },
    ...first!.metrics.map((metric, index) => ({
      title: `${metric.name} by ${first!.dimension}`,
      columns: ['item', ...columns],
      rows: itemRows(ways, index),
    })),
    warningsTable([...new Set(ways.flatMap(({ warnings }) => warnings))]),
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

/** What a metric is now and in each way; an item that does not move in a way is there as it is now. */
function itemRows(ways: AnonymousWays['ways'], metric: number): TextTable['rows'] {
  const names = new Map(
    ways.flatMap(({ rows }) =>
      rows.map(({ item, label, values }) => [
        JSON.stringify(item),
        { name: label ?? item ?? '–', now: values[metric]!.before },
      ]),
    ),
  )
  const found = [...names].map(([key, { name, now }]) => {
    const values = ways.map(
      ({ rows }) =>
        rows.find(({ item }) => JSON.stringify(item) === key)?.values[metric] ?? { after: now },
    )
    return [name, now, ...values.map(({ after }) => after)]
  })
  return found.filter(([, now, ...after]) => after.some((value) => value !== now))
}
