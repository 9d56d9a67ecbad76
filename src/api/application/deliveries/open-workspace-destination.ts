import { join } from 'node:path'
import { checkDestination } from '../../../destinations/check.ts'
import type { Opened } from '../../../destinations/outbox/outbox.ts'
import type { Destination } from '../../../model/definitions/index.ts'
import type { LakeClient } from '../../../lake/client.ts'
import type { Outgoing } from '../../../outgoing/index.ts'
import type { Secrets } from '../secrets/secrets.ts'

export interface DestinationSurroundings {
  readonly lake: LakeClient
  readonly outgoing: Outgoing
  readonly secrets: Secrets
  readonly dataDir: string
}

/** Opens a destination as it is defined. Errors: definition/invalid, secret/missing; DestinationError. */
export async function openWorkspaceDestination(
  { lake, outgoing, secrets, dataDir }: DestinationSurroundings,
  destination: Destination,
): Promise<Opened> {
  const { type, settings } = checkDestination(destination)
  const folder = join(dataDir, 'exports')
  const context = { settings, secrets: await secrets.read(destination), lake, outgoing }
  const opened = await type.open({ ...context, id: destination.id, folder })
  return { type, opened, namespaces: listNamespaces(type.takes, settings) }
}

/** That the other side can take, where it cannot take all: those that the settings name, or the usual ones. */
export function listNamespaces(
  takes: Opened['type']['takes'],
  { namespaces }: { readonly namespaces?: Readonly<Record<string, readonly string[]>> },
): readonly string[] | undefined {
  if (namespaces !== undefined) return [...new Set(Object.values(namespaces).flat())]
  return takes?.flatMap((taken) => taken.namespaces)
}
