import { WITHOUT_IDENTITY, type WaitingDelivery } from '../../store/deliveries/index.ts'
import type { DeliveredIdentity } from '../destination.ts'
import { parseIdentities } from './identities.ts'
import { findOthers } from './others.ts'
import type { Plan, PlanGround } from './plan.ts'
import { changeOf } from './plan-additions.ts'

/** What is to be done for those who should be out: with the identities that were sent when they were added. */
export async function planRemovals(
  ground: PlanGround,
  rows: readonly WaitingDelivery[],
): Promise<readonly Plan[]> {
  const known = rows.map((row) => [row, parseIdentities(row.identities)] as const)
  const there = known.filter(([row]) => isMaybeThere(row))
  const others = await findOthers(
    ground,
    there.map(([row, identities]) => [row.person, identities]),
  )
  return known.map(([row, identities]) => planRemoval(ground, row, identities, others))
}

const isMaybeThere = ({ confirmed }: WaitingDelivery): boolean =>
  confirmed !== null && confirmed !== 'out'

function planRemoval(
  { destination, type }: PlanGround,
  row: WaitingDelivery,
  known: readonly DeliveredIdentity[],
  others: ReadonlySet<string>,
): Plan {
  const out = { confirmed: 'out', confirmedEpoch: row.epoch, identities: '[]' } as const
  if (!isMaybeThere(row)) return { row, next: { ...out, state: 'done' } }
  if (destination.mode === 'add-only' && !row.isForgotten) {
    const reason = 'not told that the person left: only additions are'
    return { row, next: { confirmed: 'kept', confirmedEpoch: row.epoch, state: 'done', reason } }
  }
  if (known.length === 0) return { row, next: { state: 'dead', reason: WITHOUT_IDENTITY } }
  const removed = known.filter(({ namespace, id }) => !others.has(`${namespace}:${id}`))
  const isOfIdentities = type.takes !== undefined
  if (removed.length === 0 && isOfIdentities) {
    const reason = 'nothing to remove: its identities are somebody else’s who is in'
    return { row, next: { ...out, state: 'done', reason } }
  }
  return {
    row,
    change: changeOf(row, 'left', removed),
    accepted: { ...out, state: 'done' },
    unanswered: { confirmed: 'unsure' },
  }
}
