import type { z } from 'zod'
import type { Path } from '../../model/path.ts'
import type { ResultMeta } from '../../model/result.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { Finish, Unmeasured } from '../compilation/finish.ts'
import type { PeopleBehind } from '../explain/people-behind.ts'
import type { AnyRequest } from './parts/request.ts'
import type { CellAt } from './parts/table-cell.ts'
import type { TabulateReport } from './parts/table.ts'

/**
 * Adds what a report needs to the plan (several requests share one plan and one pass) and returns what to
 * do with the partial results; a report that needs an answer before its plan asks `c.source.run` itself
 * while compiling. `path` is where the request stands, for errors.
 */
export type CompileReport<Request, Result> = (
  c: Compilation,
  request: Request,
  path: Path,
) => Promise<Finish<Unmeasured<Result>>>

/** What will be computed, one sentence per rule. */
export type ExplainReport<Request> = (c: Compilation, request: Request) => readonly string[]

/** Everything there is to say about a kind of report. */
export interface ReportDefinition<
  RequestSchema extends z.ZodType<AnyRequest>,
  ResultSchema extends z.ZodType<{ readonly meta: ResultMeta }>,
> {
  readonly label: string
  /** One sentence for those who choose a report. */
  readonly description: string
  readonly request: RequestSchema
  readonly result: ResultSchema
  /** One request or several, as they are written, on the data in `examples/`. */
  readonly example: unknown
  /** Applies what segments keep itself, to some of its figures or to none. */
  readonly seesEverything?: boolean
  readonly compile: CompileReport<z.output<RequestSchema>, z.output<ResultSchema>>
  readonly explain: ExplainReport<z.output<RequestSchema>>
  readonly peopleBehind: PeopleBehind<z.output<RequestSchema>>
  /** Where its numbers are those of a freeform table, too; a difference is split by what these count. */
  readonly cellAt?: CellAt<z.output<RequestSchema>>
  readonly tables: TabulateReport<z.output<ResultSchema>>
}

/** A definition whose parts fit each other. */
export const defineReport = <
  RequestSchema extends z.ZodType<AnyRequest>,
  ResultSchema extends z.ZodType<{ readonly meta: ResultMeta }>,
>(
  definition: ReportDefinition<RequestSchema, ResultSchema>,
): ReportDefinition<RequestSchema, ResultSchema> => definition

/** Definitions under the kind that their requests name. */
export const byKind = <
  Definitions extends {
    readonly [K in keyof Definitions]: { readonly request: z.ZodType<{ readonly kind: K }> }
  },
>(
  definitions: Definitions,
): Definitions => definitions
