import type { PartialResult } from '../../engine/index.ts'
import type { Path } from '../../model/path.ts'
import type { ReportKind, RequestOf, ResultOf } from '../../model/requests/index.ts'
import type { Compilation } from '../compilation/compilation.ts'

/** Makes a report's result of what the engine collected: one partial per report of the plan. */
export type Finish<R> = (partials: readonly PartialResult[]) => R | Promise<R>

/** A result before it is known what was read for it. */
export type Unmeasured<K extends ReportKind> = Omit<ResultOf<K>, 'meta'>

/**
 * A kind of report. `compile` adds what it needs to the plan (several requests share one plan and one
 * pass) and returns what to do with the partials; a report that needs an answer before its plan asks
 * `c.source.run` itself while compiling. `path` is where the request stands, for errors.
 */
export interface ReportDoor<K extends ReportKind> {
  /** Whether it applies what segments keep itself, to some of its figures or to none. */
  readonly seesEverything?: boolean
  compile(c: Compilation, request: RequestOf<K>, path: Path): Promise<Finish<Unmeasured<K>>>
  /** What will be computed, one sentence per rule. */
  explain(c: Compilation, request: RequestOf<K>): readonly string[]
}
