import type { DemoEvent } from '../world/events.ts'
import type { Life } from '../world/life.ts'

/** What one life looks like once every device is given to whom it belongs. */
export interface Sight {
  readonly life: Life
  /** The person that reports will see, and those of devices on which nobody ever said who they are. */
  readonly persons: readonly SeenPerson[]
}

/** A person as reports see them when stitching is perfect. */
export interface SeenPerson {
  /** The customer id, else the cookie or device id. */
  readonly id: string
  /** In order of time; not empty. */
  readonly events: readonly DemoEvent[]
}

/** Adds up one chapter of the truth, life by life. */
export interface Observer<Chapter> {
  see(sight: Sight): void
  tell(): Chapter
}

export function sightOf(life: Life): Sight {
  const { person, events, linkedDevices } = life
  const byId = new Map<string, DemoEvent[]>()
  for (const event of events) {
    const isOwn = event.device === null || linkedDevices.has(event.device)
    const id = isOwn ? person.customer!.customer_id : event.device!
    const own = byId.get(id)
    if (own === undefined) byId.set(id, [event])
    else own.push(event)
  }
  return { life, persons: [...byId].map(([id, seen]) => ({ id, events: seen })) }
}
