import { ownColumns } from '../model/own-columns.ts'
import type { JourneySource } from './compilation/journey-source.ts'
import { listAllFields } from './compilation/all-fields.ts'
import { startCompilation } from './components/start-compilation.ts'
import { findReport, type ReportRequest } from './reports/index.ts'
import { type ReportContext, seenBy } from './run-reports.ts'
import { underView } from './segments/scope-mask.ts'

/** What a request reads of a journey. */
export interface FieldsRead {
  /** Paths, each once: of events, and of profiles and lookups with their dataset in front. */
  readonly fields: readonly string[]
  /** Whether it reads who the persons are. */
  readonly readsPersons: boolean
}

/**
 * The fields that a request reads, whichever way it names them: what its compilation asks the journey for. Nothing is
 * run; what is kept of texts is worked out anew. Errors: those of the request.
 */
export async function listFieldsRead(
  { source, dataView, definitions, now }: ReportContext,
  request: ReportRequest,
): Promise<FieldsRead> {
  const read = new Set<string>()
  const recording = recordReads(source, read)
  const c = underView(await startCompilation(recording, dataView, definitions, now))
  await findReport(request).compile(await seenBy(c, request), request, [])
  for (const node of c.plan.build().nodes) if ('column' in node) read.add(node.column)
  const fields = listAllFields(c.schema).filter(({ path, column, list }) =>
    [path, column, list].some((name) => name !== undefined && read.has(name)),
  )
  return { fields: fields.map(({ path }) => path), readsPersons: read.has(ownColumns.person) }
}

/** Remembers what is asked for; what was worked out before is not known here, so that all of it is. */
function recordReads(source: JourneySource, read: Set<string>): JourneySource {
  const known = new Map<string, unknown>()
  const { summary, membership } = source
  return {
    schema: () => source.schema(),
    dictionary(path) {
      read.add(path)
      return source.dictionary(path)
    },
    lookup(path) {
      read.add(path)
      return source.lookup(path)
    },
    lookupList(list) {
      read.add(list)
      return source.lookupList(list)
    },
    ...(summary && { summary: (dataset: string) => summary.call(source, dataset) }),
    ...(membership && { membership: (audience: string) => membership.call(source, audience) }),
    memo<T>(key: string, make: () => T): T {
      if (!known.has(key)) known.set(key, make())
      return known.get(key) as T
    },
    run: (plan, options) => source.run(plan, options),
  }
}
