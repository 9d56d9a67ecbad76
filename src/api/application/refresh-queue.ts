import { describeFailure } from './failure.ts'
import type { RefreshReport } from '../../model/answers/connections.ts'

type OnProgress = (share: number) => void
type Build = (id: string, onProgress: OnProgress) => Promise<RefreshReport>

/** One refresh at a time per connection; whoever asks while one runs shares the next. */
export interface RefreshQueue {
  request(id: string, onProgress?: OnProgress): Promise<RefreshReport>
  stateOf(id: string): { readonly isRefreshing: boolean; readonly problem: string | null }
  /** Resolves when nothing is under way for the connection, however it ended. */
  settled(id: string): Promise<void>
  close(): Promise<void>
}

interface Line {
  running: Promise<RefreshReport> | undefined
  next: Promise<RefreshReport> | undefined
  readonly listeners: Set<OnProgress>
  problem: string | null
}

export function refreshQueue(build: Build): RefreshQueue {
  const lines = new Map<string, Line>()

  function lineOf(id: string): Line {
    const known = lines.get(id)
    if (known) return known
    const line: Line = {
      running: undefined,
      next: undefined,
      listeners: new Set(),
      problem: null,
    }
    lines.set(id, line)
    return line
  }

  function start(id: string, line: Line): Promise<RefreshReport> {
    const listeners = [...line.listeners]
    line.listeners.clear()
    const run = build(id, (share) => {
      for (const listener of listeners) listener(share)
    })
    line.running = run
    line.next = undefined
    run.then(
      () => finish(line, run, null),
      (error: unknown) => finish(line, run, describeFailure(error).message),
    )
    return run
  }

  function finish(line: Line, run: Promise<RefreshReport>, problem: string | null): void {
    line.problem = problem
    if (line.running === run) line.running = undefined
  }

  const settled = async (id: string): Promise<void> => {
    const line = lineOf(id)
    while (line.running || line.next) await (line.next ?? line.running)!.catch(() => undefined)
  }

  return {
    request(id, onProgress) {
      const line = lineOf(id)
      if (onProgress) line.listeners.add(onProgress)
      if (!line.running) return start(id, line)
      line.next ??= line.running.catch(() => undefined).then(() => start(id, line))
      return line.next
    },
    stateOf(id) {
      const { running, problem } = lineOf(id)
      return { isRefreshing: running !== undefined, problem }
    },
    settled,
    async close() {
      await Promise.all([...lines.keys()].map(settled))
    },
  }
}
