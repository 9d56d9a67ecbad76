import { log } from '../log.ts'
import { describeFailure } from './failure.ts'
import type { JourneySource } from '../../query/compilation/journey-source.ts'
import { type SpaceState, toStitchingGraph } from '../../identity/space/index.ts'
import {
  isOutdated,
  isReplayDue,
  refreshJourney,
  type Replay,
  type StitchingGraphs,
} from '../../lake/journey/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import type {
  ConnectionStatus,
  RefreshOutcome,
  RefreshReport,
} from '../../model/answers/connections.ts'
import type { Connection } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Catalog } from './catalog.ts'
import { describeConnection } from './connection-status.ts'
import { type IdentitySpaces, listSpaces } from './identity-spaces.ts'
import { createRefreshQueue } from './refresh-queue.ts'

export interface Connections {
  /** Reports read the last complete version. Errors: connection/not-built. */
  source(id: string): Promise<JourneySource>
  /** Builds now; requests for one connection that wait are answered by one build. */
  refresh(id: string, onProgress?: (share: number) => void): Promise<RefreshReport>
  /** Builds all of it anew, with new dictionaries: what is in no row any more is nowhere. */
  rebuild(id: string): Promise<RefreshReport>
  /** Stitches rows that were there before by what is known now. Errors: connection/not-stitched. */
  replay(id: string, replay: Replay, onProgress?: (share: number) => void): Promise<RefreshReport>
  /** Begins the replays that are due. */
  replayDue(): Promise<void>
  /** Like refresh, but what goes wrong is part of the answer. */
  refreshQuietly(id: string): Promise<RefreshOutcome>
  /** Refreshes the connections that use a dataset; none of them can fail the caller. */
  refreshUsing(dataset: string): Promise<readonly RefreshOutcome[]>
  /** The same soon, for rows that arrive one by one: those of some moments together. */
  followSoon(dataset: string): void
  /** Begins to refresh the connections that an identity space stitches: its people have changed. */
  followSpace(space: string): Promise<void>
  status(id: string): Promise<ConnectionStatus>
  /** Whether it, its datasets or what stitches it have changed since it was refreshed. */
  isOutdated(id: string): Promise<boolean>
  /** Begins to refresh those that are outdated, such as after a process was killed. */
  refreshOutdated(): Promise<void>
  /** When no refresh of it is under way or waiting. */
  settled(id: string): Promise<void>
  close(): Promise<void>
}

/** Rows that arrive one by one wait so long for others, so that a journey does not follow each of them by itself. */
const FOLLOW_AFTER_MS = 100

const isNotBuilt = (error: unknown): boolean =>
  error instanceof ThroughlineError && error.code === 'connection/not-built'

/**
 * A connection's journey table behind worker threads; it always shows the last complete version.
 * Errors: connection/not-built.
 */
export type OpenSource = (connection: string) => Promise<JourneySource>

export function openConnections(
  lake: LakeClient,
  catalog: () => Promise<Catalog>,
  spaces: IdentitySpaces,
  openSource: OpenSource,
  onRefreshed: (connection: string) => void,
): Connections {
  const replays = new Map<string, Replay>()
  const rebuilt = new Set<string>()
  /** Connections that somebody wants refreshed who knows more than that rows were appended. */
  const asked = new Set<string>()
  const following = new Map<string, NodeJS.Timeout>()
  const follow = async (dataset: string): Promise<void> => {
    clearTimeout(following.get(dataset))
    following.delete(dataset)
    try {
      await refreshAll(dataset, (id) => queue.request(id))
    } catch (error) {
      log.error({ err: error }, `connections could not follow ${dataset}`)
    }
  }
  const queue = createRefreshQueue(async (id, onProgress) => {
    const replay = replays.get(id)
    replays.delete(id)
    const isAnew = rebuilt.delete(id)
    const isLive = !asked.delete(id)
    const connection = (await catalog()).connection(id)
    const graphs = stitchingGraphs(await spaces.refreshOf(connection, isLive))
    const report = await refreshJourney(lake, connection, {
      onProgress,
      graphs,
      isAnew,
      isLive,
      ...(replay && { replay }),
    })
    onRefreshed(id)
    return report
  })
  const isBehind = async (connection: Connection): Promise<boolean> =>
    isOutdated(lake, connection, await spaces.versionsOf(connection))
  const request = (id: string, onProgress?: (share: number) => void) => {
    asked.add(id)
    return queue.request(id, onProgress)
  }
  const refreshAll = async (
    dataset: string,
    refresh: (id: string) => Promise<RefreshReport>,
  ): Promise<readonly RefreshOutcome[]> => {
    const all = (await catalog()).list('connection')
    const reads = ({ datasets }: Connection) => datasets.some((each) => each.dataset === dataset)
    const fed = new Set(all.filter(reads).flatMap(listSpaces))
    const using = all.filter((each) => reads(each) || listSpaces(each).some((id) => fed.has(id)))
    return Promise.all(using.map(({ id }) => outcome(id, refresh(id))))
  }
  return {
    async source(id) {
      ;(await catalog()).connection(id)
      try {
        return await openSource(id)
      } catch (error) {
        if (!isNotBuilt(error)) throw error
        await queue.settled(id)
        return openSource(id)
      }
    },
    refresh: request,
    rebuild(id) {
      rebuilt.add(id)
      return request(id)
    },
    async replay(id, replay, onProgress) {
      checkReplay((await catalog()).connection(id), replay)
      const waiting = replays.get(id)
      replays.set(id, waiting === undefined ? replay : joinReplays(waiting, replay))
      return request(id, onProgress)
    },
    async replayDue() {
      for (const { id } of (await catalog()).list('connection')) {
        if (await isReplayDue(lake, id, Date.now())) void outcome(id, request(id))
      }
    },
    refreshQuietly: (id) => outcome(id, request(id)),
    refreshUsing: (dataset) => refreshAll(dataset, request),
    followSoon(dataset) {
      if (following.has(dataset)) return
      following.set(
        dataset,
        setTimeout(() => void follow(dataset), FOLLOW_AFTER_MS),
      )
    },
    async followSpace(space) {
      for (const connection of (await catalog()).list('connection')) {
        if (!listSpaces(connection).includes(space)) continue
        void outcome(connection.id, request(connection.id))
      }
    },
    async status(id) {
      return describeConnection(lake, (await catalog()).connection(id), queue.stateOf(id))
    },
    isOutdated: async (id) => isBehind((await catalog()).connection(id)),
    async refreshOutdated() {
      for (const connection of (await catalog()).list('connection')) {
        const isSaid = await spaces.isBehind(connection)
        if (!isSaid && !(await isBehind(connection))) continue
        void outcome(connection.id, request(connection.id))
      }
    },
    async settled(id) {
      await Promise.all([...following.keys()].map(follow))
      await queue.settled(id)
    },
    async close() {
      for (const timer of following.values()) clearTimeout(timer)
      await queue.close()
    },
  }
}

function checkReplay(connection: Connection, { dataset }: Replay): void {
  const stitched = connection.datasets.filter(({ stitch }) => stitch !== undefined)
  const names = stitched.map((entry) => entry.dataset)
  if (dataset === null ? names.length > 0 : names.includes(dataset)) return
  const params = { id: connection.id, dataset, allowed: names }
  throw new ThroughlineError('connection/not-stitched', params)
}

/** Two replays that wait for the same refresh: it does what both ask for. */
function joinReplays(a: Replay, b: Replay): Replay {
  const longer = Math.max(a.lookback ?? 0, b.lookback ?? 0)
  return {
    dataset: a.dataset === b.dataset ? a.dataset : null,
    lookback: a.lookback === null || b.lookback === null ? null : longer,
  }
}

const stitchingGraphs = (states: ReadonlyMap<string, SpaceState>): StitchingGraphs =>
  new Map([...states].map(([id, state]) => [id, toStitchingGraph(state)]))

async function outcome(id: string, work: Promise<RefreshReport>): Promise<RefreshOutcome> {
  try {
    return await work
  } catch (error) {
    const { code, message } = describeFailure(error)
    return { connection: id, error: { code, message } }
  }
}
