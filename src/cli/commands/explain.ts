import type { ReportPlan, RequestFailure } from '../../model/answers/reports.ts'
import type { Command } from '../command.ts'
import { readValue } from '../documents.ts'
import { listResults, throwFailures } from '../failures.ts'
import { chooseFormat, print } from '../output.ts'

type Plans = ReportPlan | (ReportPlan | RequestFailure)[]

export const explain: Command = {
  usage: 'FILE|-',
  summary: 'Says what a report would compute and read, or what a difference comes from.',
  options: { format: 'F   json or table (default on a terminal)' },
  arguments: [1, 1],
  async run(context) {
    const format = chooseFormat(context, ['json', 'table'])
    const request = await readValue(context.input.positionals[0]!, context.stdin)
    const client = await context.client()
    const found = await client.json<Plans>('POST', '/reports/explain', request)
    print(context, format, found, () => listResults(found).map(planTable))
    throwFailures(found)
  },
}

function planTable({ plan, columns, cost, comparison }: ReportPlan) {
  return {
    columns: ['', 'Explanation'],
    rows: [
      ...plan.map((sentence, index) => [index === 0 ? 'plan' : '', sentence]),
      ['columns', columns.join(', ')],
      ...Object.entries(cost).map(([name, value]) => [name, value.toLocaleString('en')]),
      ...(comparison === undefined ? [] : comparisonRows(comparison)),
    ],
  }
}

type Comparison = NonNullable<ReportPlan['comparison']>

/** The difference, its causes, and the items that moved most, each with what it adds. */
function comparisonRows(comparison: Comparison): string[][] {
  const { now, value, difference, split, causes, dimension, items, others, overlap } = comparison
  const show = (number: number | null) => number?.toLocaleString('en') ?? 'undefined'
  const add = (number: number) => `${number < 0 ? '' : '+'}${show(number)}`
  if (difference === null) return [['difference', split]]
  return [
    ['difference', `${show(now)} − ${show(value)} = ${show(difference)}`],
    ['split', split],
    ...listCauses(causes).map(({ name, before, now: after, effect }) => [
      'cause',
      `${add(effect)} by ${name} (${show(before)} → ${show(after)})`,
    ]),
    ...items.map(({ item, label, effect }) => [
      dimension!,
      `${add(effect)} by ${label ?? String(item ?? 'No value')}`,
    ]),
    ...(others === null ? [] : [[dimension!, `${add(others.effect)} by ${others.items} others`]]),
    ...(overlap === 0
      ? []
      : [[dimension!, `${add(overlap)} counted under several items, or none`]]),
  ]
}

const listCauses = (causes: Comparison['causes']) =>
  Object.values(causes).flatMap((cause) => (cause === undefined ? [] : [cause]))
