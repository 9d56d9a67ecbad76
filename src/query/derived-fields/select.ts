import type { MaskRef } from '../../engine/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { NumberValue, TextValue } from '../compilation/value.ts'
import { asItems } from './items.ts'
import { isConstant, type RuleOperand, type Result } from './operand.ts'
import { uniteDomains } from './unite.ts'

export interface Branch {
  readonly mask: MaskRef
  readonly outcome: RuleOperand
}

/** Whether all outcomes are numbers, so that their choice is one. */
export function areNumbers(outcomes: readonly RuleOperand[]): boolean {
  const known = outcomes.filter((outcome) => !(isConstant(outcome) && outcome.constant === null))
  return (
    known.length > 0 &&
    known.every((outcome) =>
      isConstant(outcome) ? typeof outcome.constant === 'number' : outcome.value.kind === 'number',
    )
  )
}

/** The outcome of the first branch whose mask is set on the event; outcomes are no lists. */
export async function selectBranch(c: Compilation, branches: readonly Branch[]): Promise<Result> {
  const outcomes = branches.map(({ outcome }) => outcome)
  return areNumbers(outcomes) ? selectNumbers(c, branches) : selectItems(c, branches)
}

function selectNumbers(c: Compilation, branches: readonly Branch[]): NumberValue {
  const values = branches.flatMap(({ outcome }) => (isConstant(outcome) ? [] : [outcome.value]))
  const isInstant =
    values.length > 0 && values.every((value) => value.kind === 'number' && value.isInstant)
  const ref = c.plan.add({
    op: 'select-numbers',
    branches: branches.map(({ mask, outcome }) => ({
      mask,
      value: isConstant(outcome)
        ? { constant: outcome.constant as number | null }
        : { input: outcome.value.ref },
    })),
  })
  return { kind: 'number', ref, isInstant, isList: false }
}

async function selectItems(c: Compilation, branches: readonly Branch[]): Promise<TextValue> {
  const items: Parameters<typeof uniteDomains>[1][number][] = []
  for (const { outcome } of branches) {
    items.push(isConstant(outcome) ? outcome : await asItems(c, outcome))
  }
  const { domain, outcomes } = uniteDomains(c, items)
  const ref = c.plan.add({
    op: 'select-codes',
    branches: branches.map(({ mask }, index) => ({ mask, value: outcomes[index]! })),
  })
  return { kind: 'text', ref, domain, isList: false }
}
