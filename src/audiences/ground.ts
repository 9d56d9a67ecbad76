import type { Audience, Connection, DataView, Destination } from '../model/definitions/index.ts'
import type { ProfileReader } from '../profile/profile.ts'
import type { FollowedMembers } from '../query/members/followed-members.ts'
import type { ReportContext } from '../query/run-reports.ts'
import type { AudienceStore, WantedDelivery } from '../store/index.ts'
import type { ShownDeliveries } from '../model/answers/audiences.ts'
import type { MemberMemory } from './remembered-members.ts'

/** Definitions as they are at one moment. */
export interface Known {
  /** Rises with every change of them. */
  readonly sequence: number
  readonly audiences: readonly Audience[]
  audience(id: string): Audience | undefined
  destination(id: string): Destination | undefined
  /** Errors: data-view/unknown. */
  dataView(id: string): DataView
  /** Errors: connection/unknown. */
  connection(id: string): Connection
}

/** What audiences are evaluated on, and where they are kept. */
export interface Ground {
  readonly store: AudienceStore
  readonly known: () => Promise<Known>
  /** A data view's journeys as they are now. Errors: connection/not-built, connection/damaged. */
  readonly open: (dataView: DataView, now: number) => Promise<ReportContext>
  readonly profiles?: ProfileReader | undefined
  readonly memory: MemberMemory
  readonly followed: FollowedMembers
  /** What a destination would be sent of some people; nothing is sent. */
  readonly showDeliveries?: (
    destination: string,
    audience: Audience,
    wanted: readonly WantedDelivery[],
  ) => Promise<ShownDeliveries>
  /** Who of several servers evaluates. */
  readonly owner: string
  /** Refuses what policies do not allow. Errors: policy/denied. */
  readonly refuse: (audience: Audience) => Promise<void>
  /** Of what nobody waits for. */
  readonly log: (error: unknown, message: string) => void
  /** What is told of a failure, and kept: without what is ours alone. */
  readonly describe: (error: unknown) => { readonly code: string; readonly message: string }
  /** Persons whose entries or exits are written at once: a transaction lasts some tens of milliseconds. */
  readonly atOnce: number
  /** UTC milliseconds. */
  readonly now: () => number
}
