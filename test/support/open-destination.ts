import type { DestinationType, OpenDestination } from '../../src/destinations/destination.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { openOutgoing, type OutgoingOptions } from '../../src/outgoing/index.ts'

/** None of those that speak HTTP touch the lake. */
const noLake = new Proxy({} as LakeClient, {
  get: (_, name) => {
    throw new Error(`the lake was asked for ${String(name)}`)
  },
})

export interface Opening {
  readonly settings: object
  readonly secrets?: Readonly<Record<string, string>>
  readonly outgoing?: OutgoingOptions
  readonly lake?: LakeClient
  readonly folder?: string
}

/** A destination that may ask this machine, with what its settings leave out. */
export async function openDestination(
  type: DestinationType,
  { settings, secrets = {}, outgoing, lake = noLake, folder = '/nowhere' }: Opening,
): Promise<OpenDestination> {
  return type.open({
    id: 'test',
    settings: type.settings.parse(settings),
    secrets,
    outgoing: openOutgoing({ allowsPrivateTargets: true, ...outgoing }),
    lake,
    folder,
  })
}
