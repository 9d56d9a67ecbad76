import { ThroughlineError } from '../errors.ts'
import type { Path } from '../path.ts'
import type { Budget } from './budget.ts'
import { collectionBudgets } from './collection.ts'
import { compilationBudgets } from './compilation.ts'
import { connectionBudgets } from './connections.ts'
import { fileBudgets } from './files.ts'
import { profileBudgets } from './profiles.ts'
import { projectBudgets } from './projects.ts'
import { requestBudgets } from './requests.ts'
import { getOwn } from '../own.ts'

/** Every limit by its name, in the order of the reference. */
export const budgets = {
  ...requestBudgets,
  ...compilationBudgets,
  ...fileBudgets,
  ...collectionBudgets,
  ...connectionBudgets,
  ...profileBudgets,
  ...projectBudgets,
} as const satisfies Readonly<Record<string, Budget>>

export type BudgetName = keyof typeof budgets

export const budgetNames = Object.keys(budgets) as BudgetName[]

/** The environment variable that changes a limit: `formula-size` → `THROUGHLINE_FORMULA_SIZE`. */
export const nameSetting = (name: BudgetName): string =>
  `THROUGHLINE_${name.toUpperCase().replaceAll('-', '_')}`

/** How much is allowed here. */
export function readLimit(name: BudgetName): number {
  const given = getOwn(environment, nameSetting(name))
  return given === undefined ? budgets[name].limit : Number(given)
}

/** Pages have no environment. */
const { env: environment = {} } =
  (globalThis as { readonly process?: { readonly env?: Environment } }).process ?? {}

type Environment = Readonly<Record<string, string | undefined>>

/** The variable of a limit that is no number. */
export const findWrongSetting = (): string | undefined =>
  budgetNames.filter((name) => !(readLimit(name) > 0)).map(nameSetting)[0]

/** What is past a limit, its value, and the setting that changes it with its price. */
export function describeExcess(name: BudgetName, found: number): string {
  const { unit, price } = budgets[name]
  const limit = readLimit(name)
  const setting = nameSetting(name)
  return `${found} ${unit}, where ${name} allows ${limit}; ${setting} changes that, at the price of ${price}`
}

/** Errors: request/too-large. */
export function checkBudget(name: BudgetName, found: number, path?: Path): void {
  if (found <= readLimit(name)) return
  const what = budgets[name].label.toLowerCase()
  const params = { what: `the ${what}`, reason: describeExcess(name, found) }
  throw new ThroughlineError('request/too-large', params, path)
}
