import type { DerivedField } from '../../../model/derived-field.ts'
import { LONGEST_ID } from '../../../model/propose-id.ts'

/** A rule as it is edited; what is not chosen yet is missing or `{}`. */
export type Rule = DerivedField['rules'][number]
export type Rules = readonly Rule[]

/** A copy of rules, and which of them is meant. */
export interface EditedRules {
  readonly rules: Rules
  readonly at: number
}

/** An id that no rule has yet: `lowercase`, `lowercase-2`. */
export function freeRuleId(rules: Rules, wanted: string): string {
  const taken = rules.map(({ id }) => id)
  for (let count = 1; ; count++) {
    const id = count === 1 ? wanted : `${wanted.slice(0, LONGEST_ID - 8)}-${count}`
    if (!taken.includes(id)) return id
  }
}

/** By what later rules read a rule: its id, or the one that it gets when one does. */
export const refer = (rules: Rules, at: number): string => {
  const { id, function: name } = rules[at]!
  return id ?? freeRuleId(rules.slice(0, at).concat(rules.slice(at + 1)), `${name}-${at + 1}`)
}

/** Rules without an id that later ones read get it. */
export function nameReadRules(rules: Rules): Rules {
  return rules.map((rule, at) => {
    if (rule.id !== undefined) return rule
    const id = refer(rules, at)
    const isRead = rules.slice(at + 1).some((later) => listReferences(later).includes(id))
    return isRead ? { ...rule, id } : rule
  })
}

/** The ids that a part of a rule names as inputs. */
function listReferences(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return []
  const entries = Object.entries(part) as [string, unknown][]
  const read = readReference(entries)
  return read === undefined
    ? entries.flatMap(([key, value]) => (isPairs(key, value) ? [] : listReferences(value)))
    : [read]
}

/** The id of `{ rule: id }`. */
function readReference(entries: readonly (readonly [string, unknown])[]): string | undefined {
  const [key, value] = entries[0] ?? []
  return entries.length === 1 && key === 'rule' && typeof value === 'string' ? value : undefined
}

/** Texts by text, which name nothing. */
const isPairs = (key: string, value: unknown): boolean => key === 'values' && !Array.isArray(value)

/** Moves a rule; null at the end of the list. */
export function moveRule(rules: Rules, at: number, by: 1 | -1): EditedRules | null {
  const to = at + by
  const rule = rules[at]
  if (rule === undefined || to < 0 || to >= rules.length) return null
  return { rules: rules.toSpliced(at, 1).toSpliced(to, 0, rule), at: to }
}

/** Puts a copy behind a rule, with an id of its own. */
export function copyRule(rules: Rules, at: number): EditedRules {
  const rule = rules[at]!
  const copy = rule.id === undefined ? rule : { ...rule, id: freeRuleId(rules, rule.id) }
  return { rules: rules.toSpliced(at + 1, 0, copy), at: at + 1 }
}

export const removeRule = (rules: Rules, at: number): EditedRules => ({
  rules: rules.toSpliced(at, 1),
  at: Math.min(at, rules.length - 2),
})

/** Calls a rule otherwise, wherever it is read. */
export const renameRule = (rules: Rules, at: number, id: string | undefined): Rules => {
  const before = rules[at]!.id
  return rules.map((rule, index) => {
    if (index === at) {
      const { id: _, ...rest } = rule
      return (id === undefined ? rest : { ...rest, id }) as Rule
    }
    return before === undefined || id === undefined || index < at
      ? rule
      : (exchange(rule, before, id) as Rule)
  })
}

function exchange(part: unknown, from: string, to: string): unknown {
  if (Array.isArray(part)) return part.map((each) => exchange(each, from, to))
  if (typeof part !== 'object' || part === null) return part
  const entries = Object.entries(part) as [string, unknown][]
  if (readReference(entries) === from) return { rule: to }
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isPairs(key, value) ? value : exchange(value, from, to)]),
  )
}
