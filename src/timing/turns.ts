/** One run of an audience at a time; who asks while one waits shares it. */
export interface Turns<T> {
  /** What a run that begins after this call gives. */
  join(id: string, run: () => Promise<T>): Promise<T>
  /** Takes those of which nothing runs or waits, and runs them at once. */
  takeFree(
    ids: readonly string[],
    run: (free: readonly string[]) => Promise<unknown>,
  ): Promise<void>
  /** After all that runs or waits; nobody shares it. */
  queue<R>(id: string, run: () => Promise<R>): Promise<R>
  isBusy(id: string): boolean
  /** When nothing runs or waits any more. */
  settled(): Promise<void>
}

export function openTurns<T>(): Turns<T> {
  const running = new Map<string, Promise<unknown>>()
  const waiting = new Map<string, Promise<T>>()
  const hold = (id: string, work: Promise<unknown>) => {
    const quiet = work.catch(() => undefined)
    running.set(id, quiet)
    void quiet.then(() => {
      if (running.get(id) === quiet) running.delete(id)
    })
  }
  return {
    join(id, run) {
      const known = waiting.get(id)
      if (known) return known
      const before = running.get(id) ?? Promise.resolve()
      const next = before.then(() => {
        waiting.delete(id)
        return run()
      })
      waiting.set(id, next)
      hold(id, next)
      return next
    },
    async takeFree(ids, run) {
      const free = ids.filter((id) => !running.has(id))
      if (free.length === 0) return
      const work = Promise.resolve().then(() => run(free))
      for (const id of free) hold(id, work)
      await work
    },
    queue(id, run) {
      const before = running.get(id) ?? Promise.resolve()
      const next = before.then(run)
      hold(id, next)
      return next
    },
    isBusy: (id) => running.has(id),
    async settled() {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}
