import type { RefreshProgress, RefreshReport } from '../../model/answers/connections.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import { startProgressBar } from '../progress.ts'
import { refreshTable } from './refresh.ts'

export const replay: Command = {
  usage: 'CONNECTION [--dataset D] [--lookback 7d]',
  summary: 'Stitches rows again by what is known now of their ids.',
  options: {
    dataset: 'D   all that are stitched unless told',
    lookback: 'L  how old the rows may be, such as 7d (default: as the connection says, else all)',
    format: 'F    json or table (default on a terminal)',
  },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const id = context.input.positionals[0]!
    const query = new URLSearchParams()
    for (const name of ['dataset', 'lookback']) {
      const given = context.input.text(name)
      if (given !== undefined) query.set(name, given)
    }
    const bar = startProgressBar(context.stderr)
    const client = await context.client()
    const report = await client
      .withProgress<RefreshReport, RefreshProgress>(
        `/connections/${encodeURIComponent(id)}/stitching/replay?${query}`,
        undefined,
        ({ share }) => bar.show(share, `stitching ${id}`),
      )
      .finally(() => bar.clear())
    print(context, format, report, () => [refreshTable(report)])
  },
}
