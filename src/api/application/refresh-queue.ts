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

/** The refresh itself, for a line's connection. */
type Start = (onProgress: OnProgress) => Promise<RefreshReport>

export function createRefreshQueue(build: Build): RefreshQueue {
  const lines = new Map<string, Line>()
  const lineOf = (id: string): Line => {
    const line = lines.get(id) ?? createLine()
    lines.set(id, line)
    return line
  }
  return {
    request(id, onProgress) {
      const line = lineOf(id)
      if (onProgress) line.listeners.add(onProgress)
      return join(line, (tell) => build(id, tell))
    },
    stateOf(id) {
      const { running, problem } = lineOf(id)
      return { isRefreshing: running !== undefined, problem }
    },
    settled: (id) => settle(lineOf(id)),
    async close() {
      await Promise.all([...lines.values()].map(settle))
    },
  }
}

const createLine = (): Line => ({
  running: undefined,
  next: undefined,
  listeners: new Set(),
  problem: null,
})

/** Starts, or has a part in what starts when the refresh under way has ended. */
function join(line: Line, start: Start): Promise<RefreshReport> {
  if (!line.running) return begin(line, start)
  line.next ??= line.running.catch(() => undefined).then(() => begin(line, start))
  return line.next
}

function begin(line: Line, start: Start): Promise<RefreshReport> {
  const listeners = [...line.listeners]
  line.listeners.clear()
  const run = start((share) => {
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

async function settle(line: Line): Promise<void> {
  while (line.running || line.next) await (line.next ?? line.running)!.catch(() => undefined)
}
