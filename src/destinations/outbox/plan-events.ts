import {
  type PendingChange,
  WITHOUT_IDENTITY,
  type WaitingDelivery,
} from '../../store/deliveries/index.ts'
import type { PersonProfile } from '../../profile/profile.ts'
import { chooseIdentities, parseIdentities, printIdentities } from './identities.ts'
import type { Plan, PlanGround } from './plan.ts'
import { changeOf, chooseAttributes, neededOf } from './plan-additions.ts'

/** Every change once: of each person the first that was not sent yet. */
export async function planEvents(
  ground: PlanGround,
  rows: readonly WaitingDelivery[],
): Promise<readonly Plan[]> {
  const { store, profiles, audience } = ground
  const changes = await store.readNextChanges(audience.id, rows)
  const persons = rows.map(({ person }) => person)
  const found =
    audience.connection === undefined
      ? new Map<string, PersonProfile>()
      : await profiles.read(audience.connection, persons, neededOf(ground))
  return rows.map((row) =>
    planEvent(ground, row, nextOf(row, changes.get(row.person)), found.get(row.person)),
  )
}

/** Only the destination was told to let go of somebody where the audience has no such change. */
function nextOf(
  row: WaitingDelivery,
  change: PendingChange | undefined,
): PendingChange | undefined {
  if (change !== undefined && change.epoch <= row.epoch) return change
  if (row.confirmedEpoch >= row.epoch) return undefined
  const status = row.wanted === 'in' ? 'entered' : 'left'
  return { person: row.person, status, epoch: row.epoch, at: row.at }
}

function planEvent(
  { destination, namespaces, audience: { consent } }: PlanGround,
  row: WaitingDelivery,
  change: PendingChange | undefined,
  profile: PersonProfile | undefined,
): Plan {
  if (change === undefined) return { row, next: { state: 'done' } }
  const hasEntered = change.status === 'entered'
  const known = parseIdentities(row.identities)
  const current = chooseIdentities(destination, namespaces, profile)
  const identities = hasEntered || known.length === 0 ? current : known
  const reason =
    hasEntered && consent?.isGiven(profile) === false
      ? consent.refusal
      : identities.length === 0
        ? WITHOUT_IDENTITY
        : undefined
  if (reason !== undefined) return { row, next: { state: 'dead', reason } }
  return {
    row,
    change: {
      ...changeOf(change, change.status, identities),
      ...(hasEntered && { attributes: chooseAttributes(destination.attributes, profile) }),
    },
    accepted: {
      confirmed: hasEntered ? 'in' : 'out',
      confirmedEpoch: change.epoch,
      identities: hasEntered ? printIdentities(identities) : '[]',
      state: change.epoch < row.epoch ? 'waiting' : 'done',
    },
    unanswered: {},
  }
}
