import { DestinationError } from '../../../destinations/destination-error.ts'
import type { OpenDestination } from '../../../destinations/destination.ts'
import { type JobGround, type MailSettings, openTell } from '../../../notices/index.ts'
import type { JobDefinition } from '../../../notices/index.ts'
import { log } from '../../log.ts'
import type { Stores } from '../apply.ts'
import type { Connections } from '../connections.ts'
import { findDestination } from '../deliveries/find-destination.ts'
import {
  type DestinationSurroundings,
  openWorkspaceDestination,
} from '../deliveries/open-workspace-destination.ts'
import { describeFailure } from '../failure.ts'
import type { Reports } from '../reports.ts'

/** What alerts and schedules of a workspace stand on. */
export interface NoticeSurroundings extends DestinationSurroundings {
  readonly stores: Stores
  readonly connections: Connections
  readonly reports: Reports
  /** Undefined where the server has none. */
  readonly mail: MailSettings | undefined
  /** Who of several servers does them. */
  readonly owner: string
}

/** Jobs of the kinds that `definitions` gives, told by this server’s mail server and its destinations. */
export function openJobGround<D extends JobDefinition>(
  surroundings: NoticeSurroundings,
  definitions: () => Promise<readonly D[]>,
): JobGround<D> {
  const { stores, owner, mail } = surroundings
  const open = async (id: string): Promise<OpenDestination> => {
    const destination = findDestination(await stores.catalog(), id)
    if (destination.paused) throw new DestinationError('it is paused', 'later')
    return (await openWorkspaceDestination(surroundings, destination)).opened
  }
  return {
    store: stores.store.jobs,
    owner,
    now: Date.now,
    definitions,
    tell: openTell({ mail, open }),
    describe: describeFailure,
    log: (err, message) => log.warn({ err }, message),
  }
}
