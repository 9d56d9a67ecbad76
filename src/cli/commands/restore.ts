import { resolve } from 'node:path'
import { allowsPrivateTargets, chooseDataDir, chooseDurability } from '../client.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import { contentsTable } from '../print-backup.ts'
import { startProgressBar } from '../progress.ts'
import { UsageError } from '../terminal.ts'

export const restore: Command = {
  usage: 'DIR|s3://BUCKET/PREFIX [--data FOLDER]',
  summary: 'Fills an empty data folder, which no server has open, with a backup.',
  options: {
    replace: 'in the place of what the folder (and a PostgreSQL store) holds, which is gone then',
    format: 'F   json or table (default on a terminal)',
  },
  flags: ['replace'],
  arguments: [1, 1],
  async run(context) {
    const { input, env, stderr } = context
    if (input.text('server') !== undefined) {
      throw new UsageError('a backup is restored to a folder (--data), while no server has it open')
    }
    const format = chooseFormat(context, ['json', 'table'])
    const { restoreWorkspace } = await import('../../api/index.ts')
    const bar = startProgressBar(stderr)
    const report = await restoreWorkspace(
      input.positionals[0]!,
      {
        dataDir: resolve(chooseDataDir(input, context)),
        storeUrl: env['THROUGHLINE_STORE'],
        isReplacing: input.has('replace'),
        durability: chooseDurability(undefined, env),
        outgoing: { allowsPrivateTargets: allowsPrivateTargets(env) },
      },
      ({ share, table }) => bar.show(share, table ?? ''),
    ).finally(() => bar.clear())
    print(context, format, report, () => [contentsTable(report)])
  },
}
