import type { AudienceGround } from '../../../destinations/outbox/plan.ts'
import { describeDenial } from '../../../governance/index.ts'
import type { Audience, Destination } from '../../../model/definitions/index.ts'
import type { Catalog } from '../catalog.ts'
import { denyActivation, openConsent } from '../governance/governance.ts'

/** An audience as a destination may have it now. */
export function groundAudience(
  catalog: Catalog,
  id: string,
  destination: Destination,
): AudienceGround | undefined {
  const audience = catalog.find('audience', id)
  return audience && describeGround(catalog, audience, destination)
}

/** The same of one that need not be saved. */
export function describeGround(
  catalog: Catalog,
  audience: Audience,
  destination: Destination,
): AudienceGround {
  const { id } = audience
  const denials = denyActivation(catalog, audience, destination)
  return {
    id,
    name: audience.name ?? id,
    connection: catalog.find('data-view', audience.dataView)?.connection,
    isGone: false,
    denial: [...new Set(denials.map(describeDenial))].join('; ') || undefined,
    consent: openConsent(catalog, audience, destination),
  }
}

/** The audiences that are sent to a destination. */
export const listAudiences = (catalog: Catalog, destination: string): readonly string[] =>
  catalog
    .list('audience')
    .filter(({ destinations }) => destinations.includes(destination))
    .map(({ id }) => id)
