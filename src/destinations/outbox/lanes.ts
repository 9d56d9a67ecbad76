import type { DeliveryStore, Place, WaitingDelivery, Wanted } from '../../store/deliveries/index.ts'

const START: Place = { dueAt: '', person: '' }

/** People who are read at once. */
const CHUNK = 5000

/** Reads what is due of an audience, from where it was left, round and round. */
export interface Lanes {
  /** Nothing where all was read that is due and not under way. */
  next(wanted: Wanted, now: number): Promise<readonly WaitingDelivery[]>
}

export function openLanes(
  store: DeliveryStore,
  { destination, audience }: { readonly destination: string; readonly audience: string },
  underWay: ReadonlySet<string>,
): Lanes {
  const places: Record<Wanted, Place> = { in: START, out: START }
  const read = async (wanted: Wanted, now: number) => {
    const lane = { destination, audience, wanted }
    for (;;) {
      // What lands while it is read may be read as it was before.
      const before = new Set(underWay)
      const rows = await store.readDue(lane, { after: places[wanted], limit: CHUNK, now })
      places[wanted] = rows.length < CHUNK ? START : rows.at(-1)!
      const free = rows.filter(({ person }) => !before.has(person))
      if (free.length > 0 || rows.length < CHUNK) return free
    }
  }
  return {
    async next(wanted, now) {
      const isStart = places[wanted] === START
      const rows = await read(wanted, now)
      return rows.length > 0 || isStart ? rows : read(wanted, now)
    },
  }
}
