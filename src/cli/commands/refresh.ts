import type { RefreshProgress, RefreshReport } from '../../model/answers/connections.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'
import { startProgressBar } from '../progress.ts'

export const refresh: Command = {
  usage: 'CONNECTION',
  summary: 'Builds a connection’s journey table now.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const id = context.input.positionals[0]!
    const bar = startProgressBar(context.stderr)
    const client = await context.client()
    const report = await client
      .withProgress<RefreshReport, RefreshProgress>(
        `/connections/${encodeURIComponent(id)}/refresh`,
        undefined,
        ({ share }) => bar.show(share, `building ${id}`),
      )
      .finally(() => bar.clear())
    print(context, format, report, () => [refreshTable(report)])
  },
}

export function refreshTable({ datasets, events, persons }: RefreshReport) {
  return {
    columns: ['dataset', 'added rows', 'without person', 'expired', 'removed batches'],
    rows: [
      ...datasets.map((d) => [
        d.dataset,
        d.addedRows,
        d.missingPerson,
        d.expired,
        d.removedBatches,
      ]),
      [`${events.toLocaleString('en')} events of ${persons.toLocaleString('en')} people`],
    ],
  }
}
