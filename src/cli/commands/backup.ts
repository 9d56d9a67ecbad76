import { resolve } from 'node:path'
import type { BackupProgress, BackupReport } from '../../model/answers/backups.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import { startProgressBar } from '../progress.ts'
import { contentsTable } from '../print-backup.ts'

export const backup: Command = {
  usage: 'DIR|s3://BUCKET/PREFIX',
  summary:
    'Writes all that cannot be made again to an empty folder or prefix, while everything runs.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const given = context.input.positionals[0]!
    const to = given.startsWith('s3://') ? given : resolve(given)
    const bar = startProgressBar(context.stderr)
    const client = await context.client()
    const report = await client
      .withProgress<BackupReport, BackupProgress>('/backups', { to }, ({ share, table }) =>
        bar.show(share, table ?? ''),
      )
      .finally(() => bar.clear())
    for (const { dataset, batch, foundRows } of report.damage) {
      const of = batch === null ? dataset : `${dataset}, batch ${batch},`
      context.stderr.write(`warning: ${of} is damaged: ${foundRows} rows are in the backup\n`)
    }
    print(context, format, report, () => [contentsTable(report)])
  },
}
