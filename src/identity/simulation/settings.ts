import { identityRules, type IdentityRules } from '../../model/definitions/identity-space.ts'
import { parseAs, ThroughlineError } from '../../model/errors.ts'
import { sayAllowed } from '../../model/nearest.ts'
import type { SimulationSettings } from '../../model/identity-simulation.ts'
import { getOwn } from '../../model/own.ts'

/** The rules that settings mean. Errors: request/invalid, with its place in the settings. */
export function readRules(settings: SimulationSettings): IdentityRules {
  if (!('priority' in settings)) {
    const { namespaces, blocked, pairs, guard, anonymous } = settings
    const rules = { namespaces, blocked, pairs, guard, anonymous }
    return parseAs(identityRules, rules, 'request/invalid')
  }
  const { priority, unique, device, limits, blocked, pairs, guard } = settings
  refuseTwice(priority)
  checkKnown(priority, { unique, device, limits: Object.keys(limits) })
  const namespaces = priority.map((id) => ({
    id,
    unique: unique.includes(id),
    device: device.includes(id),
    limit: getOwn(limits, id),
  }))
  const rules = { namespaces, blocked, pairs, guard }
  return parseAs(identityRules, rules, 'request/invalid')
}

function refuseTwice(priority: readonly string[]): void {
  const place = priority.findIndex((name, i) => priority.indexOf(name) < i)
  if (place < 0) return
  const reason = `${priority[place]!} is given twice`
  throw new ThroughlineError('request/invalid', { reason }, ['priority', place])
}

function checkKnown(
  priority: readonly string[],
  lists: Readonly<Record<string, readonly string[]>>,
): void {
  for (const [setting, names] of Object.entries(lists)) {
    const unknown = names.find((name) => !priority.includes(name))
    if (unknown === undefined) continue
    const place = setting === 'limits' ? unknown : names.indexOf(unknown)
    throw unknownNamespace(unknown, priority, [setting, place])
  }
}

/** Errors: request/invalid. */
export function unknownNamespace(
  name: string,
  priority: readonly string[],
  path: readonly (string | number)[],
): ThroughlineError {
  const reason = `there is no namespace ${JSON.stringify(name)}${sayAllowed(name, priority)}`
  return new ThroughlineError('request/invalid', { reason, value: name, allowed: priority }, path)
}
