import { text } from 'node:stream/consumers'
import type { IdentitySimulation } from '../../../model/answers/identity.ts'
import type { Command, CommandContext } from '../../command.ts'
import { readText } from '../../documents.ts'
import { chooseFormat, print } from '../../output.ts'
import type { TextTable } from '../../table.ts'
import { type Input, UsageError } from '../../terminal.ts'
import type { EventLine } from '../../../model/event-lines.ts'
import { readEventLines } from './event-lines.ts'

export const simulate: Command = {
  usage: 'FILE|- [--priority NAMES] [--unique NAMES] | [--space ID]',
  summary:
    'The graphs of events, one per line: email:ann@x.io cookie:81911, a time in front if wanted. Nothing is stored.',
  options: {
    priority:
      'NAMES  namespaces, the most important first (default: as they come): crm,email,cookie',
    unique: 'NAMES  of which a person has one id at most: crm,email',
    device: 'NAMES  that name devices',
    space: 'ID     under the rules of a saved identity space',
    format: 'F      json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const { input, stdin } = context
    const format = chooseFormat(context, ['json', 'table'])
    const [path] = input.positionals
    const lines = readEventLines(path === '-' ? await text(stdin) : await readText(path!))
    const settings = (await readSpace(context)) ?? readSettings(input, lines)
    const events = lines.map(({ time, ids }) => (time === undefined ? ids : { time, ids }))
    const client = await context.client()
    const body = { settings, events }
    const answer = await client.json<IdentitySimulation>('POST', '/identity/simulate', body)
    print(context, format, answer, () => tabulate(answer, lines))
  },
}

/** The saved space; `--space` and rules of one’s own exclude each other. */
async function readSpace({ input, client }: CommandContext): Promise<object | undefined> {
  const id = input.text('space')
  if (id === undefined) return undefined
  const other = ['priority', 'unique', 'device'].find((name) => input.text(name) !== undefined)
  if (other !== undefined)
    throw new UsageError(`--space has rules of its own: leave --${other} out`)
  const path = `/definitions/identity-space/${encodeURIComponent(id)}`
  return (await client()).json<object>('GET', path)
}

function readSettings(input: Input, lines: readonly EventLine[]): object {
  const names = (option: string) =>
    input
      .text(option)
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
  const found = lines.flatMap(({ ids }) => ids.map((id) => id.slice(0, id.indexOf(':'))))
  return {
    priority: names('priority') ?? [...new Set(found)],
    unique: names('unique') ?? [],
    device: names('device') ?? [],
  }
}

/** Events are told by the lines that they stand on. */
function tabulate(
  { graphs, lost, warnings }: IdentitySimulation,
  lines: readonly EventLine[],
): readonly TextTable[] {
  const lineOf = (event: number | null | undefined) =>
    event === null || event === undefined ? null : lines[event]!.line
  const printLink = (link: readonly string[]) => link.join(' – ')
  const people: TextTable = {
    columns: ['graph', 'identities'],
    rows: graphs.map((ids, i) => [i + 1, ids.join('  ')]),
  }
  const lostLinks: TextTable = {
    title: 'Links that do not stand',
    columns: ['line', 'link', 'lost to', 'why'],
    rows: lost.map(({ link, to, reason, event }) => [
      lineOf(event),
      printLink(link),
      to && printLink(to),
      reasons[reason],
    ]),
  }
  const remarks: TextTable = {
    title: 'Warnings',
    columns: ['line', 'warning'],
    rows: warnings.map(({ event, message }) => [lineOf(event), message]),
  }
  return [people, ...[lostLinks, remarks].filter(({ rows }) => rows.length > 0)]
}

const reasons: Readonly<Record<IdentitySimulation['lost'][number]['reason'], string>> = {
  unique: 'a person has one id of a unique namespace at most',
  pair: 'an id is linked with no more of the other namespace',
  never: 'they must never be together',
  limit: 'a person has no more ids of the namespace',
}
