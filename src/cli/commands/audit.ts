import type { AuditPage, AuditProof } from '../../model/answers/audit.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'

export const audit: Command = {
  usage: '',
  summary:
    'What was done by whom, the latest first; --verify proves that nothing of it was changed.',
  options: {
    limit: 'N    entries (100)',
    verify: 'read all of it, and say where it is not as it was written',
    format: 'F   json or table (default on a terminal)',
  },
  flags: ['verify'],
  arguments: [0, 0],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    if (context.input.has('verify')) {
      const proof = await client.json<AuditProof>('GET', '/audit/proof')
      print(context, format, proof, () => [
        {
          columns: ['entries', 'broken at', 'hash'],
          rows: [[proof.entries, proof.brokenAt ?? '–', proof.hash ?? '–']],
        },
      ])
      return
    }
    const limit = context.input.text('limit') ?? '100'
    const query = new URLSearchParams({ limit })
    const found = await client.json<AuditPage>('GET', `/audit?${query}`)
    print(context, format, found, () => [
      {
        columns: ['number', 'at', 'actor', 'action', 'target', 'outcome'],
        rows: found.rows.map((row) => [
          row.number,
          row.at,
          row.actor,
          row.action,
          row.target,
          row.outcome,
        ]),
      },
    ])
  },
}
