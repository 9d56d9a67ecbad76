import type { Check, Damage } from '../../model/answers/damage.ts'
import type { Command } from '../command.ts'
import { chooseFormat, print } from '../output.ts'

export const check: Command = {
  usage: '',
  summary:
    'Compares what is stored with what was written; --repair makes records of what is there.',
  options: {
    repair: 'make records of rows that have none, and take lost rows off the account',
    format: 'F   json or table (default on a terminal)',
  },
  flags: ['repair'],
  arguments: [0, 0],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const client = await context.client()
    const found = context.input.has('repair')
      ? await client.json<Check>('POST', '/check/repair')
      : await client.json<Check>('GET', '/check')
    print(context, format, found, () => [damageTable(found)])
  },
}

function damageTable({ found, left }: Check) {
  const isLeft = (damage: Damage) =>
    left.some((other) => other.dataset === damage.dataset && other.batch === damage.batch)
  return {
    columns: ['dataset', 'batch', 'damage', 'rows expected', 'rows found', 'state'],
    rows: found.map((damage) => [
      damage.dataset,
      damage.batch,
      damage.kind,
      damage.expectedRows,
      damage.foundRows,
      isLeft(damage) ? 'damaged' : 'repaired',
    ]),
  }
}
