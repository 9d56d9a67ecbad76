import type {
  IdentityChange,
  IdentityGraph,
  IdentityLedger,
  IdentitySpaceStatus,
  Quarantine,
  Suspects,
} from '../../../model/answers/identity.ts'
import type { Command } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'
import type { TextTable } from '../../table.ts'

const format = { format: 'F   json or table (default on a terminal)' }
const encode = encodeURIComponent

/** A command that asks for something of a space and shows it. */
function readCommand<A>(
  { usage, summary, arguments: count }: Pick<Command, 'usage' | 'summary' | 'arguments'>,
  pathOf: (words: readonly string[]) => string,
  tabulate: (answer: A) => readonly TextTable[],
): Command {
  return {
    usage,
    summary,
    options: format,
    arguments: count,
    async run(context) {
      const chosen = chooseFormat(context, ['json', 'table'])
      const [space, ...words] = context.input.positionals
      const client = await context.client()
      const answer = await client.json<A>('GET', `/identity/${encode(space!)}${pathOf(words)}`)
      print(context, chosen, answer, () => tabulate(answer))
    },
  }
}

export const status = readCommand<IdentitySpaceStatus>(
  { usage: 'SPACE', summary: 'How much an identity space holds.', arguments: [1, 1] },
  () => '',
  ({ feeds, rules, ...figures }) => [
    { columns: ['figure', 'value'], rows: Object.entries(figures) },
    {
      columns: ['dataset', 'namespaces', 'batches'],
      rows: feeds.map(({ dataset, namespaces, batches }) => [
        dataset,
        namespaces.join(' '),
        batches,
      ]),
    },
    {
      columns: ['namespace', 'unique', 'device'],
      rows: rules.namespaces.map(({ id, unique, device }) => [id, unique, device]),
    },
  ],
)

export const look = readCommand<IdentityGraph>(
  {
    usage: 'SPACE ID',
    summary:
      'The person that an id is of: all ids, links with their evidence, lost links, warnings.',
    arguments: [2, 2],
  },
  ([id]) => `/graphs?id=${encode(id!)}`,
  ({ person, ids, links, lost, warnings }) => [
    {
      title: person,
      columns: ['identity', 'since', 'last', 'held'],
      rows: ids.map((each) => [each.id, time(each.since), time(each.last), each.held]),
    },
    {
      title: 'Links',
      columns: ['link', 'rows', 'last', 'evidence', 'name'],
      rows: links.map((each) => {
        const [latest] = each.evidence
        const by = latest?.byHand?.author
        const where = by === undefined ? `${latest?.dataset} row ${latest?.row}` : `by ${by}`
        return [each.ids.join(' – '), each.count, time(each.last), where, each.link]
      }),
    },
    {
      title: 'Links that do not stand',
      columns: ['link', 'lost to', 'why'],
      rows: lost.map((each) => [each.ids.join(' – '), each.to?.join(' – '), each.reason]),
    },
    { title: 'Warnings', columns: ['warning'], rows: warnings.map(({ message }) => [message]) },
  ],
)

export const find = readCommand<readonly string[]>(
  {
    usage: 'SPACE TEXT',
    summary: 'Ids that hold a text, those that begin with it first.',
    arguments: [2, 2],
  },
  ([search]) => `/identities?search=${encode(search!)}`,
  (found) => [{ columns: ['identity'], rows: found.map((id) => [id]) }],
)

export const ledger = readCommand<IdentityLedger>(
  { usage: 'SPACE', summary: 'What people said of ids, the latest first.', arguments: [1, 1] },
  () => '/ledger',
  (edits) => [
    {
      columns: ['change', 'at', 'who', 'what', 'of', 'why', 'undone'],
      rows: edits.map(({ change, at, author, kind, about, target, note, isUndone }) => [
        change,
        time(at),
        author,
        kind,
        target ?? about.map((ids) => ids.join(' – ')).join(', '),
        note,
        isUndone ? 'undone' : null,
      ]),
    },
  ],
)

export const quarantine = readCommand<Quarantine>(
  { usage: 'SPACE', summary: 'Ids that the guard holds back.', arguments: [1, 1] },
  () => '/quarantine',
  (held) => [
    {
      columns: ['identity', 'people', 'neighbours', 'ids per minute'],
      rows: held.map((each) => [each.id, each.people, each.neighbours, each.idsPerMinute]),
    },
  ],
)

export const suspects = readCommand<Suspects>(
  {
    usage: 'SPACE',
    summary: 'Ids that seem to name nobody, with their figures.',
    arguments: [1, 1],
  },
  () => '/suspects',
  (found) => [
    {
      columns: ['identity', 'neighbours', 'rows in a month', 'why'],
      rows: found.map((each) => [each.id, each.neighbours, each.rowsInMonth, each.reason]),
    },
  ],
)

export const changes: Command = {
  usage: 'SPACE [--after ID]',
  summary: 'What became of people: merged, split, renamed, links lost, ids held back.',
  options: { after: 'ID  only what came behind this change', ...format },
  arguments: [1, 1],
  async run(context) {
    const chosen = chooseFormat(context, ['json', 'table'])
    const [space] = context.input.positionals
    const after = context.input.text('after')
    const query = after === undefined ? '' : `&after=${encode(after)}`
    const client = await context.client()
    const path = `/identity/${encode(space!)}/changes?until=now${query}`
    const found = await client.events<IdentityChange>(path)
    print(context, chosen, found, () => [
      {
        columns: ['change', 'at', 'by hand', 'what', 'details'],
        rows: found.map(({ id, at, change, detail: { kind, ...detail } }) => [
          id,
          time(at),
          change,
          kind,
          JSON.stringify(detail),
        ]),
      },
    ])
  },
}

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
