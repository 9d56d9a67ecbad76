import type { Profile } from '../../model/answers/profiles.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import type { TextTable } from '../table.ts'

export const profile: Command = {
  usage: 'NAMESPACE ID [--connection CONNECTION]',
  summary: 'What is known of a person now, by any of their identities.',
  options: {
    connection: 'ID   of this connection; the first that knows them unless told',
    format: 'F   json or table (default on a terminal)',
  },
  arguments: [2, 2],
  async run(context) {
    const { input, client } = context
    const format = chooseFormat(context, ['json', 'table'])
    const [namespace = '', id = ''] = input.positionals
    const query = new URLSearchParams({ namespace, id })
    const connection = input.text('connection')
    if (connection !== undefined) query.set('connection', connection)
    const found = await (await client()).json<Profile>('GET', `/profiles?${query}`)
    print(context, format, found, () => tablesOf(found))
  },
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

function tablesOf(found: Profile): readonly TextTable[] {
  const { person, connection, eventCount, firstSeen, lastSeen } = found
  const tables: readonly TextTable[] = [
    {
      columns: ['person', 'connection', 'events', 'first seen', 'last seen'],
      rows: [[person, connection, eventCount, firstSeen, lastSeen]],
    },
    {
      title: 'Identities',
      columns: ['namespace', 'id', 'since'],
      rows: found.identities.map(({ namespace, id, since }) => [namespace, id, since]),
    },
    {
      title: 'Attributes',
      columns: ['attribute', 'value', 'at'],
      rows: Object.entries(found.attributes).map(([name, { value, at }]) => [
        name,
        textOf(value),
        at,
      ]),
    },
    {
      title: 'Audiences',
      columns: ['audience', 'status', 'since'],
      rows: Object.entries(found.audiences).map(([id, { status, since }]) => [id, status, since]),
    },
    {
      title: 'Recent events',
      columns: ['time', 'dataset', 'fields'],
      rows: found.events.map(({ time, dataset, fields }) => [
        time,
        dataset,
        Object.entries(fields)
          .map(([name, value]) => `${name}: ${String(value)}`)
          .join(', '),
      ]),
    },
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}
