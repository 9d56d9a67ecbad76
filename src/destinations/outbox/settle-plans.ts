import type { DeliveryStore, Outcome, SettledRow } from '../../store/deliveries/index.ts'
import { isoOf } from './clock.ts'
import type { Delivery } from './delivery.ts'
import type { Plan, Settling } from './plan.ts'
import { isSending } from './plan.ts'

type Ended = NonNullable<Parameters<DeliveryStore['settle']>[1]['ended']>

/** Writes what has become of rows, and of the batch that they were in. @throws ClaimLost */
export async function settlePlans(
  { store, clock, claim }: Pick<Delivery, 'store' | 'clock' | 'claim'>,
  audience: string,
  plans: readonly Plan[],
  ended?: Ended,
): Promise<void> {
  const settlings = plans.filter((plan): plan is Settling => !isSending(plan))
  if (settlings.length === 0 && ended === undefined) return
  const forgotten = settlings
    .filter(({ row, next }) => row.isForgotten && next.state !== 'waiting')
    .map(({ row }) => row.person)
  await store.settle(claim(), {
    audience,
    now: isoOf(clock.now()),
    outcomes: groupOutcomes(settlings),
    forgotten: new Set(forgotten),
    ...(ended && { ended }),
  })
}

/** Those of whom the same is written, together. */
function groupOutcomes(settlings: readonly Settling[]): readonly Outcome[] {
  const groups = new Map<string, Omit<Outcome, 'rows'> & { rows: SettledRow[] }>()
  for (const { row, next } of settlings) {
    const { confirmed, state, dueAt = '', reason = null, tries = row.tries } = next
    const key = JSON.stringify([confirmed, state, dueAt, reason])
    let group = groups.get(key)
    if (group === undefined) {
      group = { ...(confirmed && { confirmed }), state, dueAt, reason, rows: [] }
      groups.set(key, group)
    }
    const { confirmedEpoch, identities } = next
    group.rows.push({
      person: row.person,
      epoch: row.epoch,
      revision: row.revision,
      tries,
      ...(confirmedEpoch !== undefined && { confirmedEpoch }),
      ...(identities !== undefined && { identities }),
    })
  }
  return [...groups.values()]
}
