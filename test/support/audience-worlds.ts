import {
  parseDefinitionAs,
  type Audience,
  type DataView,
} from '../../src/model/definitions/index.ts'
import type { Ground } from '../../src/audiences/ground.ts'
import { Dictionary } from '../../src/model/dictionary.ts'
import { indexDefinitions } from '../../src/query/compilation/definitions.ts'
import type { AudienceStore, Store } from '../../src/store/index.ts'
import { createMemorySource, type MemoryEvent } from './memory-source.ts'

/** What a test changes as it goes on: what happened, what is defined, what time it is. */
export interface AudienceWorld {
  events: readonly MemoryEvent[]
  /** Documents of audiences, by id. */
  audiences: Readonly<Record<string, object>>
  /** Settings of destinations that are not as they are without any. */
  destinations: Readonly<Record<string, object>>
  /** Persons who own the ids of others. */
  owners: Readonly<Record<string, string>>
  now: number
  /** Of the definitions. */
  sequence?: number
  /** What nobody waited for. */
  readonly logged?: unknown[]
  /** Settings of the data view. */
  view?: object
  /** Whoever had events so far, by codes that stay. */
  persons?: Dictionary
  /** Steps that may still be written before the process is killed. */
  stepsLeft: number
}

export class Killed extends Error {}

const viewOf = ({ view = {} }: AudienceWorld): DataView =>
  parseDefinitionAs('data-view', { kind: 'data-view', id: 'v', connection: 'c', ...view })
const connection = parseDefinitionAs('connection', {
  kind: 'connection',
  id: 'c',
  datasets: [{ dataset: 'events', personId: 'who', namespace: 'id' }],
})

export const audienceOf = (id: string, document: object): Audience =>
  parseDefinitionAs('audience', { kind: 'audience', id, dataView: 'v', ...document })

/** Audiences over events in memory, some persons at a time, in a process that can be killed between steps. */
export function groundOf(
  world: AudienceWorld,
  store: Store,
  owner = 'one',
): Omit<Ground, 'memory' | 'followed'> {
  return {
    store: dyingStore(world, store.audiences),
    async known() {
      const audiences = Object.entries(world.audiences).map(([id, each]) => audienceOf(id, each))
      return {
        sequence: world.sequence ?? 0,
        audiences,
        audience: (id) => audiences.find((each) => each.id === id),
        destination: (id) =>
          parseDefinitionAs('destination', {
            kind: 'destination',
            id,
            type: 'webhook',
            ...world.destinations[id],
          }),
        dataView: () => viewOf(world),
        connection: () => connection,
      }
    },
    open: async (_, now) => ({
      source: createMemorySource(world.events, {
        persons: personsOf(world),
        types: { page: 'string' },
        dataVersion: `${world.events.length}`,
      }),
      dataView: viewOf(world),
      definitions: indexDefinitions([]),
      now,
    }),
    profiles: {
      async read(_, persons) {
        const idsOf = (person: string) =>
          [person, ...Object.keys(world.owners).filter((id) => world.owners[id] === person)].map(
            (id) => ({ namespace: 'id', id, since: '2026-01-01T00:00:00.000Z' }),
          )
        return new Map(
          persons.map((person) => [person, { person, identities: idsOf(person), attributes: {} }]),
        )
      },
      async owners(_, identities) {
        return new Map(
          identities.map(({ namespace, id }) => [`${namespace}:${id}`, world.owners[id] ?? id]),
        )
      },
    },
    refuse: async () => undefined,
    log: (error) => {
      if (!(error instanceof Killed)) world.logged?.push(error)
    },
    describe: (error) => ({ code: 'test/failure', message: String(error) }),
    owner,
    atOnce: 2,
    now: () => world.now,
  }
}

function personsOf(world: AudienceWorld): Dictionary {
  const known = world.persons ?? Dictionary.of([])
  const others = new Set(world.events.map(({ person }) => person))
  const parts = [...others]
    .filter((person) => known.find(person) === 0)
    .map((person) => Buffer.from(person))
  let end = 0
  const offsets = Uint32Array.of(0, ...parts.map(({ length }) => (end += length)))
  world.persons = parts.length === 0 ? known : known.extended(Buffer.concat(parts), offsets)
  return world.persons
}

/** Nothing is written any more once the process is dead. */
function dyingStore(world: AudienceWorld, store: AudienceStore): AudienceStore {
  const unlessKilled = async () => {
    if (world.stepsLeft <= 0) throw new Killed('the process was killed')
    world.stepsLeft -= 1
  }
  const ifAlive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (world.stepsLeft <= 0) throw new Killed('the process was killed')
    return work()
  }
  return {
    ...store,
    claim: (...given) => ifAlive(() => store.claim(...given)),
    claimAll: (...given) => ifAlive(() => store.claimAll(...given)),
    replaceStates: (...given) => ifAlive(() => store.replaceStates(...given)),
    release: (...given) => (world.stepsLeft <= 0 ? Promise.resolve() : store.release(...given)),
    writeRun: (...given) => ifAlive(() => store.writeRun(...given)),
    writeState: (...given) => ifAlive(() => store.writeState(...given)),
    async write(chunk) {
      await unlessKilled()
      await store.write(chunk)
    },
    async finish(...given) {
      await unlessKilled()
      await store.finish(...given)
    },
  }
}
