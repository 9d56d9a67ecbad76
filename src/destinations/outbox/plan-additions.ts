import { getOwn } from '../../model/own.ts'
import { WITHOUT_IDENTITY, type WaitingDelivery } from '../../store/deliveries/index.ts'
import type { PersonProfile } from '../../profile/profile.ts'
import type { DeliveredChange, DeliveredIdentity } from '../destination.ts'
import { backOffMs } from './back-off.ts'
import { isoOf } from './clock.ts'
import { chooseIdentities, join, parseIdentities, printIdentities, without } from './identities.ts'
import { findOthers } from './others.ts'
import type { Plan, PlanGround, Sending, Settling } from './plan.ts'

type Identities = readonly DeliveredIdentity[]

/** So often somebody is looked for whose profile is not there yet. */
const MOST_LOOKS = 5

/** What is to be done for those who should be in. */
export async function planAdditions(
  ground: PlanGround,
  rows: readonly WaitingDelivery[],
): Promise<readonly Plan[]> {
  const { audience, profiles, destination, namespaces } = ground
  if (audience.isGone || audience.connection === undefined) return rows.map(withoutAudience)
  const persons = rows.map(({ person }) => person)
  const found = await profiles.read(audience.connection, persons, neededOf(ground))
  const seen = rows.map((row): Seen => {
    const profile = found.get(row.person)
    const known = row.confirmed === 'out' ? [] : parseIdentities(row.identities)
    return { row, profile, known, current: chooseIdentities(destination, namespaces, profile) }
  })
  const others = await findOthers(
    ground,
    seen.map(({ row, known, current }) => [row.person, without(known, current)]),
  )
  return seen.map((each) => planAddition(ground, each, others))
}

/** Attributes are read only where they are sent, or say who agreed. */
export const neededOf = ({ destination, audience }: PlanGround) => ({
  withoutAttributes: destination.attributes.length === 0 && audience.consent === undefined,
})

interface Seen {
  readonly row: WaitingDelivery
  readonly profile: PersonProfile | undefined
  /** What the destination has of the person, or may have. */
  readonly known: Identities
  readonly current: Identities
}

function planAddition(ground: PlanGround, seen: Seen, others: ReadonlySet<string>): Plan {
  const { row, profile, known, current } = seen
  const { consent } = ground.audience
  const { mode } = ground.destination
  if (profile === undefined && row.confirmed === 'in') return stay(row)
  if (profile === undefined && row.tries < MOST_LOOKS) return lookLater(ground, row)
  if (consent && !consent.isGiven(profile)) return refuse(row, known, consent.refusal)
  if (mode === 'remove-only') return noteOnly(row, current)
  const vanished = without(known, current)
  const removed = vanished.filter(({ namespace, id }) => !others.has(`${namespace}:${id}`))
  if (removed.length > 0) return remove(row, removed, without(known, vanished))
  if (current.length === 0) return settle(row, { state: 'dead', reason: WITHOUT_IDENTITY })
  const isThere = row.confirmed === 'in' && without(current, known).length === 0
  if (isThere) return confirm(row, current)
  return add(ground, seen)
}

const settle = (row: WaitingDelivery, next: Settling['next']): Settling => ({ row, next })

/** Nobody new is sent. */
const withoutAudience = (row: WaitingDelivery): Settling =>
  settle(row, { state: 'dead', reason: 'the audience is gone' })

const lookLater = ({ clock }: PlanGround, row: WaitingDelivery): Settling =>
  settle(row, {
    state: 'waiting',
    tries: row.tries + 1,
    dueAt: isoOf(clock.now() + backOffMs(row.tries + 1, clock)),
    reason: 'no profile yet',
  })

/** Of whom nothing is known now stays as it was sent. */
const stay = (row: WaitingDelivery): Settling =>
  settle(row, { confirmedEpoch: row.epoch, state: 'done' })

/** Of destinations that are told only who leaves. */
const noteOnly = (row: WaitingDelivery, current: Identities): Settling =>
  settle(row, {
    confirmed: 'in',
    confirmedEpoch: row.epoch,
    identities: printIdentities(current),
    state: 'done',
    reason: 'not sent: only removals are',
  })

const confirm = (row: WaitingDelivery, current: Identities): Settling =>
  settle(row, {
    confirmed: 'in',
    confirmedEpoch: row.epoch,
    identities: printIdentities(current),
    state: 'done',
  })

/** Who takes consent back has to leave. */
function refuse(row: WaitingDelivery, known: Identities, reason: string): Plan {
  if (known.length === 0) return settle(row, { state: 'dead', reason })
  return {
    row,
    change: changeOf(row, 'left', known),
    accepted: { confirmed: 'out', identities: '[]', state: 'dead', reason },
    unanswered: { confirmed: 'unsure' },
  }
}

/** Identities that the person has no more; then the person is sent as it is now. */
const remove = (row: WaitingDelivery, removed: Identities, left: Identities): Sending => ({
  row,
  change: changeOf(row, 'left', removed),
  accepted: { confirmed: 'unsure', identities: printIdentities(left), state: 'waiting' },
  unanswered: { confirmed: 'unsure' },
})

function add({ destination }: PlanGround, { row, profile, known, current }: Seen): Sending {
  const attributes = chooseAttributes(destination.attributes, profile)
  return {
    row,
    change: { ...changeOf(row, 'entered', current), attributes },
    accepted: {
      confirmed: 'in',
      confirmedEpoch: row.epoch,
      identities: printIdentities(current),
      state: 'done',
    },
    unanswered: { confirmed: 'unsure', identities: printIdentities(join(known, current)) },
  }
}

export const changeOf = (
  { person, at, epoch }: Pick<WaitingDelivery, 'person' | 'at' | 'epoch'>,
  status: DeliveredChange['status'],
  identities: Identities,
): DeliveredChange => ({ person, identities, status, at, epoch, attributes: {} })

export const chooseAttributes = (
  wanted: readonly string[],
  profile: PersonProfile | undefined,
): DeliveredChange['attributes'] =>
  Object.fromEntries(
    wanted.flatMap((path) => {
      const known = profile !== undefined && Object.hasOwn(profile.attributes, path)
      return known ? [[path, getOwn(profile.attributes, path)!.value]] : []
    }),
  )
