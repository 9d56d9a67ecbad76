import { getOwn } from '../model/own.ts'
import type { Destination } from '../model/definitions/destination.ts'
import { parseAs, ThroughlineError } from '../model/errors.ts'
import { sayAllowed } from '../model/nearest.ts'
import type { DestinationType } from './destination.ts'
import { destinationTypes, findDestinationType } from './index.ts'

/** A destination whose settings and secrets are what its type asks for. */
export interface CheckedDestination {
  readonly type: DestinationType
  /** With what was left out. */
  readonly settings: object
}

type Told = Pick<Destination, 'type' | 'settings' | 'secrets'> &
  Partial<Pick<Destination, 'mode' | 'profileChanges'>>

/**
 * Of secrets only whether they are there.
 *
 * @throws ThroughlineError `definition/unknown-component` of the type, `definition/invalid` with the path of
 * a setting or secret
 */
export function checkDestination(told: Told): CheckedDestination {
  const { type: name, settings, secrets } = told
  const type = findDestinationType(name)
  if (type === undefined) {
    const allowed = Object.keys(destinationTypes)
    const params = { type: 'type of destination', id: name, allowed }
    throw new ThroughlineError('definition/unknown-component', params, ['type'])
  }
  const parsed = parseAs(type.settings, settings, 'definition/invalid', ['settings'])
  checkSecrets(type, name, secrets)
  checkProfileChanges(type, told)
  return { type, settings: parsed }
}

function checkProfileChanges(
  { takesProfileChanges = false }: DestinationType,
  { type: name, mode, profileChanges }: Told,
): void {
  if (profileChanges === undefined) return
  const refuse = (reason: string) =>
    new ThroughlineError('definition/invalid', { reason }, ['profileChanges'])
  if (!takesProfileChanges) {
    const taking = Object.keys(destinationTypes).filter(
      (each) => findDestinationType(each)?.takesProfileChanges,
    )
    throw refuse(`${name} takes no changes of profiles; these do: ${taking.join(', ')}`)
  }
  if (mode !== 'event') throw refuse('changes of profiles are events: set "mode": "event"')
}

function checkSecrets(type: DestinationType, name: string, secrets: Told['secrets']): void {
  for (const { name: own, description, isRequired } of type.secrets) {
    const isThere = Object.hasOwn(secrets, own) && getOwn(secrets, own) !== ''
    if (isRequired && !isThere) throw wrongSecret(own, `${name} needs it: ${description}`)
  }
  const known = type.secrets.map((secret) => secret.name)
  const unknown = Object.keys(secrets).find((own) => !known.includes(own))
  if (unknown === undefined) return
  throw wrongSecret(unknown, `${name} has no such secret${sayAllowed(unknown, known)}`)
}

const wrongSecret = (name: string, reason: string): ThroughlineError =>
  new ThroughlineError('definition/invalid', { reason }, ['secrets', name])
