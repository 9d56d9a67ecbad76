import { checkBudget } from '../../model/budgets/index.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import type { RulePlace, Tested } from './rule.ts'

/** What saved segments answered in one request, and how many were asked. */
class Answers {
  readonly #found = new Map<string, Tested>()
  conditions = 0
  readonly #numbers = new Map<unknown, number>()

  get size(): number {
    return this.#found.size
  }

  find(key: readonly unknown[]): Tested | undefined {
    return this.#found.get(this.#print(key))
  }

  keep(key: readonly unknown[], tested: Tested): void {
    this.#found.set(this.#print(key), tested)
  }

  #print(key: readonly unknown[]): string {
    return key.map((part) => this.#numberOf(part)).join()
  }

  /** Objects are told apart by themselves. */
  #numberOf(part: unknown): number {
    const known = this.#numbers.get(part)
    if (known !== undefined) return known
    this.#numbers.set(part, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

/** By the request's own warnings, which a segment adds to when it is compiled. */
const ofRequests = new WeakMap<object, Answers>()

function answersIn({ c: { warnings } }: RulePlace): Answers {
  const known = ofRequests.get(warnings)
  if (known !== undefined) return known
  const answers = new Answers()
  ofRequests.set(warnings, answers)
  return answers
}

/** Lets others in where there are many. Errors: request/too-large. */
export async function countCondition(place: RulePlace): Promise<void> {
  const answers = answersIn(place)
  answers.conditions += 1
  checkBudget('conditions-per-request', answers.conditions, place.path)
  if (answers.conditions % 100 === 0) await letOthersIn()
}

/**
 * What a saved segment answers at a place: compiled once for the same scope, period and selection,
 * however often segments lead to it. Errors: request/too-large.
 */
export async function compileOnce(
  id: string,
  place: RulePlace,
  compile: () => Promise<Tested>,
): Promise<Tested> {
  const { c, scope, period } = place
  const { start, end, mask, window } = period
  const under = [c.plan, c.selection, c.selectByView]
  const key = [id, scope, start, end, mask, window, ...under]
  const answers = answersIn(place)
  const found = answers.find(key)
  if (found !== undefined) return found
  await letOthersIn()
  const tested = await compile()
  answers.keep(key, tested)
  checkBudget('segments-per-request', answers.size, place.path)
  return tested
}
