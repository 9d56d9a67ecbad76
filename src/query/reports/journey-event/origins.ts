import type { NodeRef, PersonEvent } from '../../../engine/index.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { compileDimensionOrigins } from '../../components/dimension.ts'
import { type EventParts, isPersisting } from '../parts/event-parts.ts'
import type { EventMoment, EventOrigin } from './request.ts'

interface Found {
  /** Of the event among its person's, from 0. */
  readonly index: number
  readonly events: readonly PersonEvent[]
  /** Per ref the numbers of events. */
  readonly setOn: readonly (readonly number[])[]
  readonly momentOf: (number: number) => EventMoment
}

export interface EventOrigins {
  readonly refs: readonly NodeRef[]
  /** Origins of the values that an event has, by dimension; those that cannot be told apart are left out. */
  find(found: Found): Readonly<Record<string, EventOrigin[]>>
}

/** Where persisted values are from: the persistence carries numbers of events in the place of values. */
export async function compileEventOrigins(
  c: Compilation,
  { dimensions, metrics }: EventParts,
  period: Period,
): Promise<EventOrigins> {
  const persisting = dimensions.filter(isPersisting)
  const compiled: (NodeRef | null)[] = []
  for (const { id } of persisting) compiled.push(await compileDimensionOrigins(c, id, period))
  const refs = compiled.filter((ref) => ref !== null)
  const firstSet = 1 + dimensions.length + metrics.length
  return {
    refs,
    find({ index, events, setOn, momentOf }) {
      const own = events[index]!
      const found = persisting.map((dimension, k) => {
        const { value, id } = dimension
        const has = own.values[1 + dimensions.indexOf(dimension)]!
        const ref = compiled[k]
        const numbers = ref === null ? null : setOn[refs.indexOf(ref!)]!
        const set = { at: firstSet + k, index, events }
        const origins = has.flatMap((code, place): EventOrigin[] => {
          if (code === 0) return []
          const number = numbers === null ? lastSet(set, code) : (numbers[place] ?? numbers[0] ?? 0)
          return number > 0 ? [{ item: value.domain.item(code), ...momentOf(number) }] : []
        })
        return [id, origins] as const
      })
      return Object.fromEntries(found.filter(([, origins]) => origins.length > 0))
    },
  }
}

interface SetValues extends Pick<Found, 'index' | 'events'> {
  /** Which of the events' values are the ones that were set. */
  readonly at: number
}

/** A value of a set is there since the last event that set it: one that had ended would have left. */
function lastSet({ at, index, events }: SetValues, code: number): number {
  for (let k = index; k >= 0; k--) if (events[k]!.values[at]!.includes(code)) return k + 1
  return 0
}
