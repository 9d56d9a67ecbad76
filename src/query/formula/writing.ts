import type { Attribution } from '../../model/attribution.ts'
import { checkBudget } from '../../model/budgets/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { Formula } from '../../model/formula.ts'
import type { Path } from '../../model/path.ts'
import type { Expression } from './expression.ts'

/** The formula of the calculated metric with this id, undefined where it is a plain metric. */
export type FormulaLookup = (id: string) => Formula | undefined

/** What a calculated metric is written out under. */
interface Settings {
  readonly path: Path
  readonly segments: readonly SegmentRef[]
  readonly attribution: Attribution | undefined
  readonly depth: number
}

interface Written {
  readonly expression: Expression
  /** Levels. */
  readonly height: number
}

/** One formula while it is written out: what was looked up and written already, and how much it is. */
export class Writing {
  readonly #lookup: FormulaLookup
  readonly #formulas = new Map<string, Formula | undefined>()
  readonly #written = new Map<string, Written>()
  readonly #numbers = new Map<unknown, number>()
  #parts = 0
  #deepest = 0

  constructor(lookup: FormulaLookup) {
    this.#lookup = lookup
  }

  lookup(id: string): Formula | undefined {
    if (!this.#formulas.has(id)) this.#formulas.set(id, this.#lookup(id))
    return this.#formulas.get(id)
  }

  /** Errors: request/too-large. */
  countPart({ depth, path }: Settings): void {
    this.#parts += 1
    this.#reach(depth, path)
    checkBudget('formula-size', this.#parts, path)
  }

  /** What was written for a metric under the same settings, or what `write` makes. */
  share(
    metric: string,
    { path, segments, attribution, depth }: Settings,
    write: () => Expression,
  ): Expression {
    const settings = [metric, path, attribution, ...segments]
    const key = settings.map((each) => this.#numberOf(each)).join()
    const known = this.#written.get(key)
    if (known !== undefined) {
      this.#reach(depth + known.height, path)
      return known.expression
    }
    const outside = this.#deepest
    this.#deepest = depth
    const expression = write()
    this.#written.set(key, { expression, height: this.#deepest - depth })
    this.#deepest = Math.max(outside, this.#deepest)
    return expression
  }

  #reach(depth: number, path: Path): void {
    this.#deepest = Math.max(this.#deepest, depth)
    checkBudget('formula-depth', depth, path)
  }

  /** Objects are told apart by themselves: a calculated metric is looked up once. */
  #numberOf(value: unknown): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    this.#numbers.set(value, this.#numbers.size)
    return this.#numbers.size - 1
  }
}
