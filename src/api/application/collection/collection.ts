import { join } from 'node:path'
import {
  type Arrival,
  type Entry,
  isRowEntry,
  openJournal,
  type Outcome,
  type RejectEntry,
} from '../../../collect/index.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { dropRejected, findRejected, listRejected } from '../../../lake/rejected.ts'
import type {
  LiveItem,
  RejectedPage,
  ReplayedRows,
  SourceStatus,
} from '../../../model/answers/sources.ts'
import { readLimit } from '../../../model/budgets/index.ts'
import type { Source } from '../../../model/definitions/index.ts'
import type { Store } from '../../../store/index.ts'
import type { Catalog } from '../catalog.ts'
import type { Datasets } from '../datasets.ts'
import type { DefinitionWriter } from '../definitions.ts'
import { SourceCounters } from './counters.ts'
import { openDailySalt } from './daily-salt.ts'
import { drain, type Drained } from './drain.ts'
import { Drainer } from './drainer.ts'
import { findSource } from './find-source.ts'
import type { Beyond } from './fitting.ts'
import { LiveView, noteBeyond, noteKeptAside, printBeyond } from './live.ts'
import { openMerging } from './merging.ts'
import { readAgain } from './read-again.ts'
import { openTaking, type Taken } from './taking.ts'
import { addKey, removeKey } from './write-keys.ts'
import { openWriting } from './writing.ts'

/** What arrives by itself, from a call to the dataset. */
export interface Collection {
  /** Takes the items of a call; durable when it resolves. Errors: collect/full; what the disk says. */
  take(source: Source, taken: Taken, arrival: Arrival): Promise<Outcome>
  /** Errors: source/unknown. */
  status(id: string): Promise<SourceStatus>
  list(): Promise<readonly SourceStatus[]>
  /** Errors: source/unknown, source/wrong-kind. */
  makeKey(id: string): Promise<{ readonly id: string; readonly key: string }>
  /** Errors: source/unknown, source/unknown-key. */
  revokeKey(id: string, key: string): Promise<void>
  /** What was kept aside, the latest first. Errors: source/unknown. */
  rejected(id: string, limit: number, after: string | undefined): Promise<RejectedPage>
  /** Reads items that were kept aside once more, in the words of `bodies` where they were mended. */
  replay(id: string, bodies: ReadonlyMap<string, string | undefined>): Promise<ReplayedRows>
  /** Until the function that it gives is called. Errors: source/unknown. */
  watch(id: string, listener: (item: LiveItem) => void): Promise<() => void>
  /** Random bytes of today, which ids of who names nobody are made with. */
  salt(): Buffer
  /** Resolves when all that was acknowledged is in the lake, or cannot be brought there. */
  settle(): Promise<void>
  close(): Promise<void>
}

interface Surroundings {
  readonly lake: LakeClient
  readonly catalog: () => Promise<Catalog>
  readonly definitions: DefinitionWriter
  readonly datasets: Datasets
  readonly store: Store
  readonly dataDir: string
}

export async function openCollection(surroundings: Surroundings): Promise<Collection> {
  const { lake, catalog, definitions, dataDir } = surroundings
  const journal = await openCallJournal(lake, dataDir)
  const salt = await openDailySalt(surroundings.store)
  const counters = new SourceCounters()
  const live = new LiveView()
  const onDone = (entries: readonly Entry[], problem: string | null) =>
    settleCounts(counters, entries, problem)
  const onKeptAside = (rejects: readonly RejectEntry[]) => {
    for (const { source, reject } of rejects) {
      counters.noteKeptAside(source)
      live.tell(source, noteKeptAside(reject))
    }
  }
  const writing = openWriting(surroundings)
  const drained: Drained = new Map()
  const onBeyond = (source: string, beyond: Beyond) => {
    counters.addBeyond(source, beyond)
    live.tell(source, noteBeyond(beyond))
  }
  const mergeProfiles = openMerging({ ...surroundings, writing, onBeyond })
  const drainer = new Drainer(() =>
    drain({ lake, journal, ...writing, mergeProfiles, onBeyond, onDone, onKeptAside, drained }),
  )
  const inTurn = <T>(id: string, work: () => Promise<T>) => lake.queue.run(`keys of ${id}`, work)
  const find = async (id: string) => findSource(await catalog(), id)
  if (journal.sealed.length > 0) drainer.wake(0)
  return {
    take: openTaking({ journal, counters, live, wake: () => drainer.wake() }),
    status: async (id) => describeSource(await find(id), counters),
    list: async () =>
      (await catalog()).list('source').map((source) => describeSource(source, counters)),
    makeKey: (id) =>
      inTurn(id, async () => {
        const { made, source } = addKey(await find(id))
        await definitions.put(source)
        return made
      }),
    revokeKey: (id, key) =>
      inTurn(id, async () => void (await definitions.put(removeKey(await find(id), key)))),
    async rejected(id, limit, after) {
      await find(id)
      await drainer.now()
      const rows = await listRejected(lake, id, { limit, after })
      return { rows, next: rows.length < limit ? null : rows.at(-1)!.id }
    },
    async replay(id, bodies) {
      const source = await find(id)
      await drainer.now()
      const found = await findRejected(lake, id, [...bodies.keys()])
      const { entries, rejected, taken } = readAgain(source, found, bodies)
      if (taken.length === 0) return { accepted: 0, rejected }
      await journal.append(entries.map((entry) => JSON.stringify(entry)))
      await drainer.now()
      await dropRejected(lake, id, taken)
      return { accepted: taken.length, rejected }
    },
    async watch(id, listener) {
      await find(id)
      return live.watch(id, listener)
    },
    salt: () => salt.of(Date.now()),
    settle: async () => void (await drainer.now()),
    async close() {
      salt.close()
      await drainer.close()
      await journal.close()
    },
  }
}

const openCallJournal = (lake: LakeClient, dataDir: string) =>
  openJournal({
    folder: join(dataDir, 'collected'),
    limitBytes: readLimit('collect-queue-mb') * 2 ** 20,
    isDurable: lake.durability === 'disk',
  })

function settleCounts(
  counters: SourceCounters,
  entries: readonly Entry[],
  problem: string | null,
): void {
  for (const entry of entries) {
    const counter = counters.of(entry.source)
    if (problem === null && isRowEntry(entry)) counter.waiting = Math.max(0, counter.waiting - 1)
    counter.problem = problem
  }
}

function describeSource(source: Source, counters: SourceCounters): SourceStatus {
  const { id, name, dataset, protocols = [], keys, paused } = source
  const kind = source.protocols ? 'sdk' : source.watch ? 'folder' : 'table'
  const named = name === undefined ? {} : { name }
  const ids = keys.map((key) => key.id)
  const { beyond, ...counted } = counters.of(id)
  const columns = { limit: readLimit('collect-columns'), ...printBeyond(beyond) }
  return { id, ...named, dataset, kind, protocols, keys: ids, paused, ...counted, columns }
}
