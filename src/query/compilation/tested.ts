import type { Clock } from '../../calendar/index.ts'
import type { Compilation } from './compilation.ts'
import type { Domain, ItemType } from './value.ts'

/** What rules need to know of the items that they test. */
export interface TestedItems extends Clock {
  /** The type of all items, where they have one. */
  readonly itemType?: ItemType | undefined
}

/** The items of a domain, in the data view's zone and calendar. */
export function toTested({ view }: Pick<Compilation, 'view'>, { itemType }: Domain): TestedItems {
  const { timeZone, calendar } = view
  return { timeZone, calendar, itemType }
}
