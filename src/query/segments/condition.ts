import type { Condition } from '../../model/conditions.ts'
import { countCondition } from './compile-once.ts'
import type { RulePlace, Rule, Tested } from './rule.ts'
import { rules } from './rules/index.ts'

/** The rule of a condition's kind. */
export function findRule(condition: Condition): Rule<Condition> {
  for (const [key, rule] of Object.entries(rules)) {
    if (Object.hasOwn(condition, key)) return rule as unknown as Rule<Condition>
  }
  throw new Error(`no rule for ${JSON.stringify(condition)}`)
}

/** The instances of the place's scope that fulfil a condition, as a mask over events. */
export async function compileCondition(condition: Condition, place: RulePlace): Promise<Tested> {
  await countCondition(place)
  return findRule(condition).compile(condition, place)
}
