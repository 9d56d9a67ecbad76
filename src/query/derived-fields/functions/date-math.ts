import { z } from 'zod'
import type { NodeRef } from '../../../engine/index.ts'
import { findStretches, listMonthStarts, startOf } from '../../../calendar/index.ts'
import { ruleInput, ruleScope } from '../../../model/derived-field.ts'
import { asks } from '../../../model/form-hints.ts'
import type { Path } from '../../../model/path.ts'
import { type Compilation, addRuns } from '../../compilation/compilation.ts'
import { readInstant } from '../../compilation/read-instant.ts'
import {
  isConstant,
  type RuleOperand,
  type Result,
  type RuleContext,
  wrongInput,
} from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

/** One end of the difference; on session or person scope the first or last value in it. */
const end = z.strictObject({
  input: z
    .union([ruleInput, z.strictObject({ clock: z.enum(['today', 'now']) })])
    .meta(asks('rule-input')),
  pick: z
    .enum(['first', 'last'])
    .optional()
    .meta({ description: 'of the session or person; the event’s own when left out' }),
})

/** `to − from` in whole units of the granularity. */
const settings = z.strictObject({
  from: end,
  to: end,
  scope: ruleScope.default('event'),
  granularity: z
    .enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])
    .meta({ title: 'Counted in' }),
})

type Settings = z.output<typeof settings>

export const dateMath = defineDerivedFieldFunction({
  label: 'Date math',
  description:
    'Whole units between two instants; on session or person scope between the first or last of them.',
  output: 'number',
  settings,
  examples: [
    {
      title: 'Days from booking to travel',
      rules: [
        {
          function: 'date-math',
          from: { input: { field: 'booked' } },
          to: { input: { field: 'travel' } },
          granularity: 'day',
        },
      ],
      dates: ['booked', 'travel'],
      rows: [
        { booked: '2026-01-01T10:00:00Z', travel: '2026-01-04T09:00:00Z' },
        { booked: '2026-01-04T00:00:00Z', travel: '2026-01-01T00:00:00Z' },
        { booked: '2026-01-01T10:00:00Z' },
      ],
      values: [2, -3, null],
    },
    {
      title: 'Minutes since the first booking of the person',
      rules: [
        {
          function: 'date-math',
          from: { input: { field: 'booked' }, pick: 'first' },
          to: { input: { field: 'booked' }, pick: 'last' },
          scope: 'person',
          granularity: 'minute',
        },
      ],
      dates: ['booked'],
      rows: [{ booked: '2026-01-01T10:00:00Z' }, {}, { booked: '2026-01-01T10:30:30Z' }],
      values: [30, 30, 30],
    },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { c } = context
  const ref = c.plan.add({
    op: 'date-difference',
    from: await readEnd(rule, 'from', context),
    to: await readEnd(rule, 'to', context),
    unit: rule.granularity,
    ...zoneTables(c),
    months: c.plan.table(monthTable(c)),
  })
  return { kind: 'number', ref, isInstant: false, isList: false }
}

async function readEnd(rule: Settings, name: 'from' | 'to', context: RuleContext) {
  const { c } = context
  const read = rule[name]
  const path = [...context.path, name, 'input']
  if ('clock' in read.input) return { constant: clockOf(c, read.input.clock) }
  const operand = await context.input(read.input, path)
  if (isConstant(operand)) return { constant: constantOf(operand.constant, c, path) }
  return { input: picked(c, rule.scope, read, instants(operand, path)) }
}

function clockOf(c: Compilation, clock: 'today' | 'now'): number {
  return clock === 'now' ? c.now : startOf(c.now, 'day', c.view)
}

function constantOf(constant: unknown, c: Compilation, path: Path): number {
  if (typeof constant === 'number') return constant
  return readInstant(String(constant), c.view.timeZone, path)
}

function instants(operand: RuleOperand, path: Path): NodeRef {
  const isInstant =
    !isConstant(operand) &&
    operand.value.kind === 'number' &&
    operand.value.isInstant &&
    !operand.value.isList
  if (isInstant) return operand.value.ref
  throw wrongInput('date math needs a date or a date and time', path)
}

/** The first or last instant of the session or person; without a choice the event's own. */
function picked(
  c: Compilation,
  scope: Settings['scope'],
  { pick }: Settings['from'],
  input: NodeRef,
): NodeRef {
  if (scope === 'event' || pick === undefined) return input
  return c.plan.add({ op: 'summarize', input, method: pick, runs: addRuns(c, scope) })
}

const FIRST_MS = Date.UTC(1900, 0, 1)
const LAST_MS = Date.UTC(2100, 0, 1)

/** The offsets of the zone over two hundred years. */
function zoneTables(c: Compilation) {
  const { timeZone } = c.view
  const { changes, offsets } = c.source.memo(`zone ${timeZone}`, () => {
    const stretches = findStretches(FIRST_MS, LAST_MS, timeZone)
    return {
      changes: Float64Array.from(stretches.slice(1), ({ start }) => start),
      offsets: Float64Array.from(stretches, ({ offset }) => offset),
    }
  })
  return { changes: c.plan.table(changes), offsets: c.plan.table(offsets) }
}

/** The first moments of the calendar's months in the years that can be written. */
function monthTable(c: Compilation): Float64Array {
  const { calendar } = c.view
  return c.source.memo(`months ${JSON.stringify(calendar)}`, () =>
    listMonthStarts(calendar, 1, 9999),
  )
}
