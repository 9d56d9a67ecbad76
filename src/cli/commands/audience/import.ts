import { extname } from 'node:path'
import { text } from 'node:stream/consumers'
import type { MembersImported } from '../../../model/answers/audiences.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Command, CommandContext } from '../../command.ts'
import { readText } from '../../documents.ts'
import { chooseFormat, print } from '../../output.ts'

/** Rows of one call. */
const AT_ONCE = 5000

type Row = Readonly<Record<string, unknown>>

export const importMembers: Command = {
  usage: 'AUDIENCE FILE|- [--namespace N] [--status entered|left]',
  summary: 'Takes who enters and leaves an audience that somebody else keeps.',
  options: {
    namespace: 'N  of the ids, where rows do not say it',
    status: 'S     entered (default) or left, where rows do not say it',
    format: 'F     json or table (default on a terminal)',
  },
  arguments: [2, 2],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const [id, file] = context.input.positionals
    const rows = (await readRows(file!, context)).map((row) => complete(context, row))
    const client = await context.client()
    const path = `/audiences/${encodeURIComponent(id!)}/members`
    const answers: MembersImported[] = []
    for (let from = 0; from < Math.max(1, rows.length); from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE)
      const answer = await client.json<MembersImported>('POST', path, some)
      const rejected = answer.rejected.map((each) => ({ ...each, index: each.index + from }))
      answers.push({ ...answer, rejected })
    }
    const done = join(answers)
    print(context, format, done, () => [
      {
        columns: ['members', 'entered', 'left', 'unchanged', 'refused'],
        rows: [[done.members, done.entered, done.left, done.unchanged, done.rejected.length]],
      },
      ...(done.rejected.length === 0 ? [] : [tabulateRejected(done.rejected)]),
    ])
  },
}

const tabulateRejected = (rejected: MembersImported['rejected']) => ({
  columns: ['row', 'refused because'],
  rows: rejected.map(({ index, reason }) => [index + 1, reason]),
})

/** As of the last call, with the counts and refusals of all. */
function join(answers: readonly MembersImported[]) {
  const last = answers.at(-1)!
  const sum = (count: 'entered' | 'left' | 'unchanged' | 'moved') =>
    answers.reduce((total, answer) => total + answer[count], 0)
  return {
    members: last.members,
    heldOut: last.heldOut,
    entered: sum('entered'),
    left: sum('left'),
    moved: sum('moved'),
    unchanged: sum('unchanged'),
    rejected: answers.flatMap(({ rejected }) => rejected),
    runs: answers.map(({ run }) => run),
  }
}

function complete({ input }: CommandContext, row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  const { namespace = input.text('namespace'), status = input.text('status') ?? 'entered' } =
    row as Row
  const isPerson = 'person' in row
  return { ...row, ...(!isPerson && namespace !== undefined && { namespace }), status }
}

/** A JSON array, JSON lines, or by columns: `namespace`, `id`, `person`, `status`, `at`. */
async function readRows(file: string, { stdin }: CommandContext): Promise<readonly unknown[]> {
  const content = file === '-' ? await text(stdin) : await readText(file)
  try {
    if (extname(file) === '.csv') return await readColumns(content)
    const first = content.trimStart().at(0)
    if (first === '[') return JSON.parse(content) as unknown[]
    if (first === '{' || first === undefined) return readLines(content)
    return await readColumns(content)
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    throw new ThroughlineError('import/unreadable', { source: file, reason })
  }
}

const readLines = (content: string): readonly unknown[] =>
  content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown)

/** Cells that are empty say nothing. */
async function readColumns(content: string): Promise<readonly Row[]> {
  const { parse } = await import('csv-parse/sync')
  const rows = parse(content, { columns: true, bom: true, trim: true, skip_empty_lines: true })
  return (rows as Row[]).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')),
  )
}
