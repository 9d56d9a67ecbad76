import type {
  AnonymousWays,
  StitchingDifference,
  WhatIf,
  WhatIfProgress,
} from '../../model/answers/what-if.ts'
import { getOwn } from '../../model/own.ts'
import type { Command, CommandContext } from '../command.ts'
import { readValue } from '../documents.ts'
import { chooseFormat, print } from '../output.ts'
import { startProgressBar } from '../progress.ts'
import type { TextTable } from '../table.ts'
import { UsageError } from '../terminal.ts'

export const whatIf: Command = {
  usage: 'CONNECTION [FILE|-] [--anonymous] [--data-view V] [--dimension D] [--metric M]…',
  summary:
    'What other stitching would do to people, sessions and metrics, before it is applied. Nothing changes.',
  options: {
    anonymous: '    the three ways of owning anonymous events side by side; FILE can be left out',
    'data-view': 'V  what sessions and metrics are (default: the first one of the connection)',
    dimension: 'D  by which metrics move (default: its marketing channel); none for totals only',
    metric: 'M     what is compared (default: people, sessions, events, orders, revenue)',
    limit: 'N      items of the dimension, those that move most first (default: 50)',
    format: 'F     json or table (default on a terminal)',
  },
  flags: ['anonymous'],
  repeated: ['metric'],
  arguments: [1, 2],
  async run(context) {
    const { input } = context
    const format = chooseFormat(context, ['json', 'table'])
    const path = `/connections/${encodeURIComponent(input.positionals[0]!)}/stitching`
    const body = { ...(await readChange(context)), ...readQuestion(context) }
    if (input.has('anonymous')) {
      const ways = await ask<AnonymousWays>(context, `${path}/anonymous-ways`, body)
      return print(context, format, ways, () => tabulateWays(ways))
    }
    const answer = await ask<WhatIf>(context, `${path}/what-if`, body)
    print(context, format, answer, () => tabulate(answer))
  },
}

async function ask<Answer>({ client, stderr }: CommandContext, path: string, body: object) {
  const bar = startProgressBar(stderr)
  const opened = await client()
  return opened
    .withProgress<Answer, WhatIfProgress>(path, body, ({ share }) => bar.show(share, 'comparing'))
    .finally(() => bar.clear())
}

/** What changes: as the API takes it, or as definitions that could be applied. */
async function readChange({ input, stdin }: CommandContext): Promise<object> {
  const file = input.positionals[1]
  if (file === undefined) {
    if (input.has('anonymous')) return {}
    throw new UsageError('a file says what changes: definitions, or { datasets, space }')
  }
  const given = await readValue(file, stdin)
  const documents = [given].flat() as readonly Document[]
  return Object.assign({}, ...documents.map(changeOf)) as object
}

type Document = Readonly<Record<string, unknown>>

function changeOf(document: Document): object {
  switch (document['kind']) {
    case 'identity-space':
      return { space: document }
    case 'connection': {
      const parts = document['datasets'] as readonly Document[]
      return {
        datasets: Object.fromEntries(parts.map((part) => [part['dataset'], wholePart(part)])),
      }
    }
    default:
      return document
  }
}

/** What a definition does not say is not so. */
const wholePart = (part: Document): object =>
  Object.fromEntries(
    ['personId', 'namespace', 'identities', 'space', 'stitch'].map((key) => [
      key,
      getOwn(part, key) ?? null,
    ]),
  )

function readQuestion({ input }: CommandContext): object {
  const dimension = input.text('dimension')
  const metrics = input.all('metric')
  return {
    ...(input.text('data-view') !== undefined && { dataView: input.text('data-view') }),
    ...(dimension !== undefined && { dimension: dimension === 'none' ? null : dimension }),
    ...(metrics.length > 0 && { metrics }),
    ...(input.text('limit') !== undefined && { limit: Number(input.text('limit')) }),
  }
}

function tabulate({ people, datasets, metrics, ...answer }: WhatIf): readonly TextTable[] {
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

function tabulateWays({ ways, present }: AnonymousWays): readonly TextTable[] {
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
