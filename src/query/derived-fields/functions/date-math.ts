import type { Path } from '../../../model/path.ts'
import type { DateMathEnd, RuleOf } from '../../../model/derived-field.ts'
import { instantOfText, startOf, stretchesBetween } from '../../../calendar/index.ts'
import { type Compilation, runsOf } from '../../compilation/compilation.ts'
import { isConstant, type Operand, type Result, type RuleContext, wrongInput } from '../operand.ts'

export async function compileDateMath(
  rule: RuleOf<'date-math'>,
  context: RuleContext,
): Promise<Result> {
  const { c } = context
  const ref = c.plan.add({
    op: 'date-difference',
    from: await readEnd(rule, 'from', context),
    to: await readEnd(rule, 'to', context),
    unit: rule.granularity,
    ...zoneTables(c),
  })
  return { kind: 'number', ref, isInstant: false, isList: false }
}

async function readEnd(rule: RuleOf<'date-math'>, name: 'from' | 'to', context: RuleContext) {
  const { c } = context
  const end = rule[name]
  const path = [...context.path, name, 'input']
  if ('clock' in end.input) return { constant: clockOf(c, end.input.clock) }
  const operand = await context.input(end.input, path)
  if (isConstant(operand)) return { constant: constantOf(operand.constant, c, path) }
  return { input: picked(c, rule.scope, end, instants(operand, path)) }
}

function clockOf(c: Compilation, clock: 'today' | 'now'): number {
  return clock === 'now' ? c.now : startOf(c.now, 'day', c.view)
}

function constantOf(constant: unknown, c: Compilation, path: Path): number {
  if (typeof constant === 'number') return constant
  return instantOfText(String(constant), c.view.timeZone, path)
}

function instants(operand: Operand, path: Path): number {
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
  scope: RuleOf<'date-math'>['scope'],
  { pick }: DateMathEnd,
  input: number,
): number {
  if (scope === 'event' || pick === undefined) return input
  return c.plan.add({ op: 'summarize', input, method: pick, runs: runsOf(c, scope) })
}

const FIRST_MS = Date.UTC(1970, 0, 1)
const LAST_MS = Date.UTC(2070, 0, 1)

/** The offsets of the zone over a hundred years. */
function zoneTables(c: Compilation) {
  const { timeZone } = c.view
  const { changes, offsets } = c.source.memo(`zone ${timeZone}`, () => {
    const stretches = stretchesBetween(FIRST_MS, LAST_MS, timeZone)
    return {
      changes: Float64Array.from(stretches.slice(1), ({ start }) => start),
      offsets: Float64Array.from(stretches, ({ offset }) => offset),
    }
  })
  return { changes: c.plan.table(changes), offsets: c.plan.table(offsets) }
}
