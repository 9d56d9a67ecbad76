import type { RunningReport } from '../../model/answers/reports.ts'
import { ThroughlineError } from '../../model/errors.ts'

type OnProgress = (share: number) => void

/** Requests that came together and run now. */
export interface Run {
  /** Aborts when they are cancelled. */
  readonly signal: AbortSignal
  /** The share done. */
  readonly progress: number
  advance(share: number): void
  cancel(): void
  /** Calls back with the share done until the end. */
  watch(onProgress: OnProgress): Promise<void>
}

/** Everything that runs, by id, and what has ended since the start. */
export interface RunningReports {
  readonly totals: { finished: number; failed: number; seconds: number }
  list(): readonly RunningReport[]
  /** Errors: report/unknown. */
  find(id: string): Run
  /** Keeps a run while `work` lasts. Errors: request/invalid where the id is taken. */
  track<T>(id: string, kinds: readonly string[], work: (run: Run) => Promise<T>): Promise<T>
}

interface TrackedRun extends Omit<RunningReport, 'progress'> {
  readonly run: Run
}

export function keepRunningReports(): RunningReports {
  const all = new Map<string, TrackedRun>()
  const totals = { finished: 0, failed: 0, seconds: 0 }
  return {
    totals,
    list: () =>
      [...all.values()].map(({ run, ...report }) => ({ ...report, progress: run.progress })),
    find(id) {
      const tracked = all.get(id)
      if (tracked) return tracked.run
      throw new ThroughlineError('report/unknown', { id })
    },
    async track(id, kinds, work) {
      if (all.has(id)) {
        const reason = 'a report with this id is running'
        throw new ThroughlineError('request/invalid', { reason }, ['id'])
      }
      const { run, end } = startRun()
      const startedAt = Date.now()
      all.set(id, { id, kinds, startedAt, run })
      try {
        const result = await work(run)
        totals.finished += 1
        return result
      } catch (error) {
        totals.failed += 1
        throw error
      } finally {
        totals.seconds += (Date.now() - startedAt) / 1000
        all.delete(id)
        end()
      }
    },
  }
}

function startRun(): { readonly run: Run; readonly end: () => void } {
  const abort = new AbortController()
  const watchers = new Set<OnProgress>()
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let progress = 0
  const run: Run = {
    signal: abort.signal,
    get progress() {
      return progress
    },
    advance(share) {
      progress = share
      for (const watcher of watchers) watcher(share)
    },
    cancel: () => abort.abort(),
    watch(onProgress) {
      onProgress(progress)
      watchers.add(onProgress)
      return ended
    },
  }
  return { run, end }
}
