import type { PartialResult } from '../../../engine/index.ts'
import type { RulePreview, RuleRow } from '../../../model/answers/previews.ts'
import type { DerivedField } from '../../../model/derived-field.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import type { TextValue } from '../../compilation/value.ts'
import { type CompiledRule, compileRules } from '../../derived-fields/compile.ts'
import { asItems } from '../../derived-fields/items.ts'
import { getOwn } from '../../../model/own.ts'
import { readRule } from '../../derived-fields/rules.ts'
import { addGroup, type Group } from './groups.ts'
import { addTopItems } from './top-items.ts'

/** So many values that a rule reads are told beside what it makes of them. */
const MOST_INPUTS = 6

/** What one of the compiled rules of a field does, read when the plan has run. */
export async function addRule(
  c: Compilation,
  field: DerivedField,
  rules: readonly CompiledRule[],
  index: number,
  limit: number,
): Promise<(partials: readonly PartialResult[]) => RulePreview> {
  const rule = rules[index]!
  const inputs = rule.inputs.slice(0, MOST_INPUTS)
  const before: TextValue[] = []
  for (const input of inputs) before.push(await asItems(c, input))
  const cases = await compileCases(c, field, index)
  const numbers = cases === null ? [] : [cases.value]
  const readItems = await addTopItems(c, rule, limit)
  const readRows = addGroup(c, [...before, await asItems(c, rule), ...numbers])
  const readCases = cases && addGroup(c, numbers)
  return (partials) => {
    const rows = toRows(readRows(partials), inputs.length)
    const unmatched = rows.filter(cases ? hasNoCase : isLost)
    return {
      items: [...readItems(partials)],
      inputs: inputs.map(({ input }) => input),
      rows: pickRows(rows, limit),
      rowCount: rows.length,
      ...(readCases && {
        cases: { of: cases.of, ...countCases(readCases(partials), cases.count) },
      }),
      unmatched: { rows: unmatched.slice(0, limit), count: unmatched.length },
    }
  }
}

/** Which case of a rule applies to each event, where its function has any: its number as an item. */
async function compileCases(c: Compilation, field: DerivedField, index: number) {
  const rule = field.rules[index]!
  const { definition, settings } = readRule(rule, [])
  if (definition.cases === undefined) return null
  const { of, number } = definition.cases
  const rules = field.rules.with(index, number(settings)).slice(0, index + 1)
  // What is kept of a rule is kept by the field's name.
  const compiled = await compileRules(c, { ...field, id: `cases of ${field.id}`, rules })
  const value = await asItems(c, compiled.at(-1)!)
  return { of, value, count: Object.keys(getOwn(settings, of) as object).length }
}

/** Most events first. */
function toRows(groups: readonly Group[], inputs: number): readonly RuleRow[] {
  return groups
    .map(({ items, events }) => ({
      before: items.slice(0, inputs),
      after: items[inputs] ?? null,
      case: indexOf(items[inputs + 1]),
      events,
    }))
    .toSorted((a, b) => b.events - a.events)
}

/** The most frequent row of each case, then the most frequent ones; those of a case together. */
function pickRows(rows: readonly RuleRow[], limit: number): RuleRow[] {
  const firsts = new Map<number | null, RuleRow>()
  for (const row of rows) if (!firsts.has(row.case)) firsts.set(row.case, row)
  const picked = [...new Set([...firsts.values(), ...rows])].slice(0, limit)
  const place = (row: RuleRow) => row.case ?? Number.MAX_SAFE_INTEGER
  return picked.toSorted((a, b) => place(a) - place(b) || b.events - a.events)
}

const indexOf = (number: Group['items'][number] | undefined): number | null =>
  number === undefined || number === null ? null : Number(number) - 1

const hasNoCase = (row: RuleRow): boolean => row.case === null

const isLost = ({ before, after }: RuleRow): boolean =>
  after === null && before.some((item) => item !== null)

function countCases(groups: readonly Group[], count: number) {
  const events = (index: number | null) =>
    groups.find(({ items }) => indexOf(items[0]) === index)?.events ?? 0
  return { events: Array.from({ length: count }, (_, index) => events(index)), none: events(null) }
}
