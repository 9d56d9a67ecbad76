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

type Told = Pick<Destination, 'type' | 'settings' | 'secrets'>

/**
 * Of secrets only whether they are there.
 *
 * @throws ThroughlineError `definition/unknown-component` of the type, `definition/invalid` with the path of
 * a setting or secret
 */
export function checkDestination({ type: name, settings, secrets }: Told): CheckedDestination {
  const type = findDestinationType(name)
  if (type === undefined) {
    const allowed = Object.keys(destinationTypes)
    const params = { type: 'type of destination', id: name, allowed }
    throw new ThroughlineError('definition/unknown-component', params, ['type'])
  }
  const parsed = parseAs(type.settings, settings, 'definition/invalid', ['settings'])
  checkSecrets(type, name, secrets)
  return { type, settings: parsed }
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
