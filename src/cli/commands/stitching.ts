import type { StitchedDataset, StitchingQuality } from '../../model/answers/stitching.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import type { TextTable } from '../table.ts'

export const stitching: Command = {
  usage: 'CONNECTION',
  summary: 'How well rows are brought together: authentication, people, shared devices, overlap.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const id = encodeURIComponent(context.input.positionals[0]!)
    const client = await context.client()
    const quality = await client.json<StitchingQuality>('GET', `/connections/${id}/stitching`)
    print(context, format, quality, () => tabulate(quality))
  },
}

function tabulate(quality: StitchingQuality): readonly TextTable[] {
  const { connection, isBuilt, datasets, overlap } = quality
  if (!isBuilt) return [{ columns: [`${connection} is not built yet`], rows: [] }]
  const tables: readonly TextTable[] = [
    peopleTable(quality),
    replayTable(datasets),
    deviceTable(datasets),
    suspectTable(datasets),
    {
      title: 'Warnings',
      columns: ['dataset', 'warning'],
      rows: datasets.flatMap(({ dataset, warnings }) =>
        warnings.map(({ message }) => [dataset, message]),
      ),
    },
    monthTable(datasets),
    {
      title: 'People by the datasets that they are in',
      columns: ['datasets', 'people'],
      rows: overlap.combinations.map((each) => [each.datasets.join(' + '), each.people]),
    },
    {
      title: 'People in both of two datasets',
      columns: ['datasets', 'people'],
      rows: overlap.pairs.map((each) => [each.datasets.join(' + '), each.people]),
    },
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

const peopleTable = ({ people, datasets }: StitchingQuality): TextTable => ({
  columns: ['dataset', 'stitched by', 'events', 'authenticated', 'increase', 'lift', 'people'],
  rows: [
    ...datasets.map((each) => [
      each.dataset,
      methodOf(each),
      each.events,
      change(percent(each.authentication.before), percent(each.authentication.after)),
      percent(each.authentication.increase, '+'),
      percent(each.authentication.lift, '+'),
      change(count(each.people.before), count(each.people.after)),
    ]),
    [
      datasets.length === 0 ? 'no dataset is stitched' : 'all datasets',
      ...[null, null, null, null, null],
      change(count(people.before), count(people.after)),
    ],
  ],
})

function methodOf({ persistentId, target, space }: StitchedDataset): string {
  const way = `${persistentId.namespace} → ${target ?? 'person'}`
  return space === null ? `${way}, by its own rows` : `${way}, by space ${space}`
}

const replayTable = (datasets: readonly StitchedDataset[]): TextTable => ({
  title: 'Replays',
  columns: ['dataset', 'every', 'lookback', 'last', 'next', 'live rows since'],
  rows: datasets.map(({ dataset, replay, replayedAt, liveRows }) => [
    dataset,
    replay === null ? 'refresh' : duration(replay.everySeconds),
    replay === null ? 'everything' : duration(replay.lookbackSeconds),
    time(replayedAt),
    replay === null ? 'next refresh' : time(replay.next),
    liveRows,
  ]),
})

const deviceTable = (datasets: readonly StitchedDataset[]): TextTable => ({
  title: 'Devices with more than one person',
  columns: [
    'dataset',
    'shared devices',
    'events on them',
    'of these anonymous',
    'anonymous of all',
    'left out for switching',
  ],
  rows: datasets.map(({ dataset, shared, guarded }) => [
    dataset,
    shared.devices,
    percent(shared.events),
    percent(shared.anonymous),
    percent(shared.anonymousOfAll),
    guarded === null ? null : guarded.devices,
  ]),
})

const suspectTable = (datasets: readonly StitchedDataset[]): TextTable => ({
  title: 'Person ids that may be nobody’s: block them, or leave them out when importing',
  columns: ['dataset', 'id', 'why', 'devices', 'usual', 'events'],
  rows: datasets.flatMap(({ dataset, suspects }) =>
    suspects.map((each) => [
      dataset,
      each.id,
      reasons[each.reason],
      each.devices,
      each.usualDevices,
      each.events,
    ]),
  ),
})

const reasons: Readonly<Record<StitchedDataset['suspects'][number]['reason'], string>> = {
  placeholder: 'reads like a placeholder',
  'many-devices': 'on far more devices than others',
}

const monthTable = (datasets: readonly StitchedDataset[]): TextTable => ({
  title: 'By month',
  columns: ['dataset', 'month', 'events', 'authenticated', 'lift', 'people', 'on shared devices'],
  rows: datasets.flatMap(({ dataset, months }) =>
    months.map(({ month, events, authentication, people, shared }) => [
      dataset,
      month,
      events,
      change(percent(authentication.before), percent(authentication.after)),
      percent(authentication.lift, '+'),
      change(count(people.before), count(people.after)),
      percent(shared.events),
    ]),
  ),
})

const change = (before: string, after: string): string => `${before} → ${after}`

const count = (n: number): string => n.toLocaleString('en')

/** `sign`: written before what is more than nothing. */
function percent(share: number | null, sign = ''): string {
  if (share === null) return '–'
  const figure = (share * 100).toLocaleString('en', { maximumFractionDigits: 1 })
  return `${share > 0 ? sign : ''}${figure} %`
}

const time = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString().replace('.000', '')

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const

function duration(seconds: number): string {
  const fitting = units.find(([, size]) => seconds >= size && seconds % size === 0)
  return fitting === undefined ? `${seconds} s` : `${seconds / fitting[1]} ${fitting[0]}`
}
