import type { ForgetReceipt } from '../../model/answers/profiles.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import type { TextTable } from '../table.ts'
import { UsageError } from '../terminal.ts'

export const forget: Command = {
  usage: 'NAMESPACE:ID [--only-identity] [--preview] [--yes]',
  summary: 'Forgets a person: erases their rows, and says what goes.',
  options: {
    'only-identity': '     without the other identities of its graph',
    preview: '     what would be erased; so it is unless --yes is given',
    yes: '     erases them; this cannot be undone',
    format: 'F   json or table (default on a terminal)',
  },
  flags: ['only-identity', 'preview', 'yes'],
  arguments: [1, 1],
  async run(context) {
    const { input, client, stderr } = context
    const format = chooseFormat(context, ['json', 'table'])
    const [namespace, id] = readIdentity(input.positionals[0]!)
    const isPreview = input.has('preview') || !input.has('yes')
    const query = new URLSearchParams({ namespace, id, preview: String(isPreview) })
    if (input.has('only-identity')) query.set('only', 'identity')
    const receipt = await (await client()).json<ForgetReceipt>('DELETE', `/profiles?${query}`)
    print(context, format, receipt, () => tablesOf(receipt))
    if (isPreview) stderr.write('nothing was erased; with --yes it is, for good\n')
  },
}

function readIdentity(text: string): readonly [string, string] {
  const colon = text.indexOf(':')
  if (colon > 0 && colon < text.length - 1) return [text.slice(0, colon), text.slice(colon + 1)]
  throw new UsageError(`an identity is written namespace:id, such as email:ann@x.io, not ${text}`)
}

const tablesOf = ({ identities, datasets }: ForgetReceipt): readonly TextTable[] => [
  { columns: ['identity'], rows: identities.map(({ namespace, id }) => [`${namespace}:${id}`]) },
  {
    columns: ['dataset', 'rows deleted', 'unstitched', 'put aside'],
    rows: datasets.map(({ dataset, rowsDeleted, rowsUnstitched, skippedDeleted }) => [
      dataset,
      rowsDeleted,
      rowsUnstitched,
      skippedDeleted,
    ]),
  },
]
