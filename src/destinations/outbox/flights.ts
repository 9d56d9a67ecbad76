/** Batches that are under way, up to so many at once. */
export interface Flights {
  /** Begins when there is room, and comes back then. A failure is thrown by `landed`. */
  start(group: string, work: () => Promise<void>): Promise<void>
  /** Waits until none of a group is under way, or none at all. @throws what failed */
  landed(group?: string): Promise<void>
  readonly size: number
}

export function openFlights(atOnce: number): Flights {
  const underWay = new Map<Promise<void>, string>()
  const failures: unknown[] = []
  const throwFailure = () => {
    if (failures.length > 0) throw failures[0]
  }
  return {
    get size() {
      return underWay.size
    },
    async start(group, work) {
      while (underWay.size >= atOnce) await Promise.race(underWay.keys())
      throwFailure()
      const flight: Promise<void> = work()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(flight))
      underWay.set(flight, group)
    },
    async landed(group) {
      const own = () =>
        [...underWay].filter(([, its]) => group === undefined || its === group).map(([one]) => one)
      while (own().length > 0) await Promise.all(own())
      throwFailure()
    },
  }
}
