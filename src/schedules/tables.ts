import { ThroughlineError } from '../model/errors.ts'
import type { Project, Visualization } from '../model/definitions/project.ts'
import type { Schedule } from '../model/definitions/schedule.ts'
import { buildRequest } from '../model/projects/build-request.ts'
import type { Table } from '../model/table.ts'
import type { Recipient } from '../notices/index.ts'
import type { ReportResult } from '../query/reports/index.ts'
import { tabulateResults } from '../query/reports/result-tables.ts'

export type Request = Readonly<Record<string, unknown>>

/** What a request was answered, and from whom policies hold it back. */
interface Asked {
  readonly result: ReportResult
  readonly held: Held
}

/** Why a table is held back, by the key of each from whom. */
export type Held = ReadonlyMap<string, string>

/** `email ann@example.com` */
export const recipientKey = ({ to, by }: Recipient): string => `${by} ${to}`

/** A table of a visualization, or why there is none. */
export interface SentTable {
  /** That of the visualization; of another than its main one with that of the table. */
  readonly name: string
  readonly table: Table | null
  readonly range: { readonly start: string; readonly end: string } | null
  readonly warnings: readonly string[]
  readonly held: Held
}

interface Placed {
  readonly visualization: Visualization
  readonly request: Request
}

/** What a schedule sends: the visualizations with a request that it names, or all of the project. */
export const listSent = (
  project: Project,
  { visualizations }: Pick<Schedule, 'visualizations'>,
): readonly Placed[] =>
  project.panels.flatMap((panel) =>
    panel.visualizations.flatMap((visualization) => {
      const { id } = visualization
      const isNamed = id !== undefined && visualizations.includes(id)
      if (visualizations.length > 0 && !isNamed) return []
      const request = buildRequest(project, panel, visualization)
      return request === undefined ? [] : [{ visualization, request }]
    }),
  )

/**
 * The tables of what is sent, in the order of the project. One that cannot be computed says why; where none can, that is
 * the failure. Errors: schedule/nothing-to-send; what the only requests say.
 */
export async function collectTables(
  project: Project,
  schedule: Schedule,
  ask: (request: Request) => Promise<Asked>,
): Promise<readonly SentTable[]> {
  const placed = listSent(project, schedule)
  if (placed.length === 0) {
    throw new ThroughlineError('schedule/nothing-to-send', { project: project.id })
  }
  const tables: SentTable[] = []
  let failure: unknown
  for (const each of placed) {
    try {
      tables.push(...tabulate(each, await ask(each.request)))
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error
      failure = error
      const name = nameSent(each)
      tables.push({ name, table: null, range: null, warnings: [error.message], held: new Map() })
    }
  }
  if (tables.every(({ table }) => table === null)) throw failure
  return tables
}

function tabulate(placed: Placed, { result, held }: Asked): readonly SentTable[] {
  const { warnings, dateRange: range } = result.meta
  const tables = tabulateResults([placed.request], [result])
  return tables.map((table, index) => {
    const name = index === 0 ? nameSent(placed) : `${nameSent(placed)}: ${table.name}`
    return { name, table, range, warnings: index === 0 ? warnings : [], held }
  })
}

/** What a visualization is called in what is sent. */
export const nameSent = ({ visualization, request }: Placed): string =>
  visualization.name ?? `${String(request['kind'])} ${visualization.id ?? ''}`.trim()
