import {
  findMovedTimes,
  type LastEventsPartial,
  listColumns,
  type Plan,
  PlanBuilder,
  printPlan,
  type RunOptions,
  type TimeRange,
} from '../../engine/index.ts'
import { ownColumns } from '../../model/own-columns.ts'
import type { JourneySource } from '../compilation/journey-source.ts'
import { joinMembers } from './join-members.ts'

/** Who was found by a plan, as of a data version. */
interface Found {
  readonly plan: Plan
  readonly dataVersion: string
  /** By aggregation. */
  readonly members: readonly LastEventsPartial[]
}

/** What a process found last, so that it need look at those only of whom it may find something else. */
export interface FollowedMembers {
  /** Of aggregations of last events alone. `journey`: names it. */
  run(
    source: JourneySource,
    journey: string,
    plan: Plan,
    options: RunOptions | undefined,
  ): Promise<readonly LastEventsPartial[]>
}

/** Members of all that is remembered; of more that goes which was asked for longest ago. */
const MOST_MEMBERS = 10_000_000

/** Of more persons than this share all are looked at: columns in place are quicker than copies. */
const MOST_CHANGED = 0.1

/** @param onFollowed told how many persons were looked at where it were not all */
export function followMembers(onFollowed: (persons: number) => void = () => {}): FollowedMembers {
  const known = new Map<string, Found>()
  const remember = (key: string, found: Found): void => {
    known.delete(key)
    known.set(key, found)
    let members = 0
    for (const [each, { members: all }] of [...known].toReversed()) {
      members += all.reduce((sum, { codes }) => sum + codes.length, 0)
      if (members > MOST_MEMBERS) known.delete(each)
    }
  }
  return {
    async run(source, journey, plan, options) {
      const key = `${journey} ${printPlan(plan)}`
      const { dataVersion } = await source.schema()
      const before = known.get(key)
      const persons = before ? await findChanged(source, before, plan, options) : null
      if (persons) onFollowed(persons.length)
      const members =
        before && persons
          ? await follow(source, before, plan, { ...options, persons })
          : await runMembers(source, plan, options)
      remember(key, { plan, dataVersion, members })
      return members
    },
  }
}

async function follow(
  source: JourneySource,
  { members }: Found,
  plan: Plan,
  options: RunOptions & { readonly persons: Uint32Array },
): Promise<readonly LastEventsPartial[]> {
  const { persons } = options
  if (persons.length === 0) return members
  const found = await runMembers(source, plan, options)
  return found.map((own, index) => joinMembers(members[index]!, own, persons))
}

export async function runMembers(
  source: JourneySource,
  plan: Plan,
  options: RunOptions | undefined,
): Promise<readonly LastEventsPartial[]> {
  const { partials } = await source.run(plan, { ...options, isOnce: true })
  return partials as readonly LastEventsPartial[]
}

/** Persons who may be others now, by their codes, ascending; null where all had better be looked at. */
async function findChanged(
  source: JourneySource,
  before: Found,
  plan: Plan,
  options: RunOptions | undefined,
): Promise<Uint32Array | null> {
  const moved = findMovedTimes(before.plan, plan)
  if (moved === null) return null
  const touched = await source.listChanged?.(before.dataVersion, listColumns(plan))
  if (!touched) return null
  const { persons } = await source.schema()
  const isMuch = ({ length }: ArrayLike<number>) => length > Math.max(1000, persons * MOST_CHANGED)
  if (isMuch(touched)) return null
  const passed = await findPersonsIn(source, moved, options)
  const all = Uint32Array.from(new Set([...touched, ...passed])).sort()
  return isMuch(all) ? null : all
}

/** Persons with an event at some times. */
async function findPersonsIn(
  source: JourneySource,
  ranges: readonly TimeRange[],
  options: RunOptions | undefined,
): Promise<Iterable<number>> {
  if (ranges.length === 0) return []
  const plan = new PlanBuilder()
  const mask = plan.or(...ranges.map((range) => plan.add({ op: 'time-in', ...range })))
  const dataset = plan.add({ op: 'column', column: ownColumns.dataset })
  plan.aggregate({ kind: 'last-events', mask, dataset })
  const [found] = await runMembers(source, plan.build(), options)
  return found!.codes
}
