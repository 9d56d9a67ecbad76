import { type Denial, describeDenial } from '../../../governance/index.ts'
import type { PolicyDenial, PolicyStatus } from '../../../model/answers/policies.ts'
import type { Audience } from '../../../model/definitions/index.ts'
import type { Catalog } from '../catalog.ts'
import { denyActivation, denyProfileChanges } from './governance.ts'

interface Sending {
  readonly audience: string | null
  readonly destination: string
}

const describe = ({ audience, destination }: Sending, denial: Denial): PolicyDenial => ({
  ...denial,
  audience,
  destination,
  message: describeDenial(denial),
})

const eachOnce = (denials: readonly Denial[]): readonly Denial[] => [
  ...new Map(denials.map((denial) => [JSON.stringify(denial), denial])).values(),
]

/** What the policies have against sending an audience to its destinations, saved or not. */
export const listAudienceDenials = (
  catalog: Catalog,
  audience: Audience,
): readonly PolicyDenial[] =>
  audience.destinations.flatMap((id) => {
    const destination = catalog.find('destination', id)
    const sending = { audience: audience.id, destination: id }
    return destination === undefined
      ? []
      : eachOnce(denyActivation(catalog, audience, destination)).map((denial) =>
          describe(sending, denial),
        )
  })

/** Every policy with what it blocks now: audiences at destinations, and changes of profiles. */
export function listPolicies(catalog: Catalog): readonly PolicyStatus[] {
  const denials = [
    ...catalog.list('audience').flatMap((audience) => listAudienceDenials(catalog, audience)),
    ...catalog.list('destination').flatMap((destination) => {
      const sending = { audience: null, destination: destination.id }
      return eachOnce(denyProfileChanges(catalog, destination)).map((denial) =>
        describe(sending, denial),
      )
    }),
  ]
  return catalog.list('policy').map(({ id, name, labels, actions, destinations = null }) => ({
    id,
    ...(name !== undefined && { name }),
    ...{ labels, actions, destinations },
    denials: denials.filter(({ policy }) => policy === id),
  }))
}
