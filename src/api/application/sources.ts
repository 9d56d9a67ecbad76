import { availableParallelism, totalmem } from 'node:os'
import { ColumnCache } from '../../hosts/threads/column-cache.ts'
import { createThreadSources, type ThreadSources } from '../../hosts/threads/source.ts'
import { createThreadHost, type ThreadHost } from '../../hosts/threads/thread-host.ts'
import type { LakeClient } from '../../lake/client.ts'
import type { Journey } from '../../lake/journey/index.ts'
import type { JourneySource } from '../../query/compilation/journey-source.ts'
import type { OpenSource } from './connections.ts'

export interface Sources {
  readonly open: OpenSource
  /** Of a journey that is published nowhere, until it is closed. */
  openDraft(journey: Journey): { readonly source: JourneySource; close(): void }
  close(): Promise<void>
}

interface Opened {
  readonly host: ThreadHost
  readonly sources: ThreadSources
}

/** Journey tables behind worker threads, which start with the first report. */
export function openSources(lake: LakeClient, threads = availableParallelism()): Sources {
  let opened: Opened | undefined
  const start = (): Opened => {
    const host = createThreadHost({ threads })
    const cache = new ColumnCache(lake, columnBudgetBytes(), host.memory)
    return { host, sources: createThreadSources({ lake, host, cache }) }
  }
  return {
    open(connection) {
      opened ??= start()
      return opened.sources.open(connection)
    },
    openDraft(journey) {
      opened ??= start()
      const { sources } = opened
      return { source: sources.openDraft(journey), close: () => sources.forget(journey) }
    },
    close: async () => opened?.host.close(),
  }
}

/** Half of the memory, or as many megabytes as THROUGHLINE_COLUMN_MEMORY_MB says. */
function columnBudgetBytes(): number {
  const given = Number(process.env['THROUGHLINE_COLUMN_MEMORY_MB'])
  return given > 0 ? given * 2 ** 20 : totalmem() / 2
}
