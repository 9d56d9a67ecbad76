import type { IdentityEdit } from '../../../model/answers/identity.ts'
import type { Command, CommandContext } from '../../command.ts'
import { chooseFormat, print } from '../../output.ts'

const PREVIEW = 'preview'

const common = {
  note: 'TEXT  why',
  [PREVIEW]: '     what would change; nothing is stored',
  format: 'F   json or table (default on a terminal)',
}

interface Edit {
  readonly method: 'POST' | 'DELETE'
  /** Behind `/identity/SPACE`. */
  readonly path: string
  readonly body?: unknown
}

/** A command that says something of a space's identities; `editOf` is given what was typed behind the space. */
export const editCommand = (
  { usage, summary, arguments: count }: Pick<Command, 'usage' | 'summary' | 'arguments'>,
  editOf: (words: readonly string[], note: string) => Edit,
): Command => ({
  usage,
  summary,
  options: common,
  flags: [PREVIEW],
  arguments: count,
  async run(context) {
    const { input } = context
    const format = chooseFormat(context, ['json', 'table'])
    const [space, ...words] = input.positionals
    const { method, path, body } = editOf(words, input.text('note') ?? '')
    const query = input.has(PREVIEW) ? '?preview=true' : ''
    const client = await context.client()
    const address = `/identity/${encodeURIComponent(space!)}${path}${query}`
    const edited = await client.json<IdentityEdit>(method, address, body)
    print(context, format, edited, () => tabulate(edited, context))
  },
})

function tabulate({ change, people, moved }: IdentityEdit, { input }: CommandContext) {
  const isNothing = change === null && !input.has(PREVIEW)
  const summary = {
    columns: ['change', 'people before', 'people after'],
    rows: [[isNothing ? 'nothing changed' : change, people.before, people.after]],
  }
  const ids = Object.entries(moved)
  if (ids.length === 0) return [summary]
  const rows = ids.map(([id, { from, to }]) => [id, from, to])
  return [summary, { columns: ['identity', 'was of', 'is of'], rows }]
}
