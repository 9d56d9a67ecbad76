import type { Path } from '../../model/path.ts'
import type {
  Connection,
  DataView,
  Dataset,
  Definition,
  DefinitionKind,
  DefinitionOf,
} from '../../model/definitions/index.ts'
import { definitionKindNames } from '../../model/definitions/index.ts'
import { readExternalId } from '../../model/definitions/data-view.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { type Definitions, indexDefinitions } from '../../query/compilation/definitions.ts'
import type { Known, Store, StoredDefinition } from '../../store/index.ts'

/** All definitions at one moment. */
export interface Catalog {
  /** Rises with every change of the store. */
  readonly sequence: number
  readonly all: readonly Definition[]
  /** What reports refer to by id. */
  readonly definitions: Definitions
  list<K extends DefinitionKind>(kind: K): readonly DefinitionOf<K>[]
  find<K extends DefinitionKind>(kind: K, id: string): DefinitionOf<K> | undefined
  /** Errors: dataset/unknown. */
  dataset(id: string): Dataset
  /** Errors: connection/unknown. */
  connection(id: string): Connection
  /** By its id or its external one. Errors: data-view/unknown. */
  dataView(id: string, path?: Path): DataView
}

/**
 * A function that gives the catalog as the store is now. After a change, what changed is read, once for all who
 * ask: thousands of definitions that are read by each of a crowd would be more than memory holds.
 */
export function watchCatalog(store: Store): () => Promise<Catalog> {
  let known: Catalog | undefined
  let reading: Promise<unknown> | undefined
  const readStored = rememberStored(store)
  const readSequence = shareNext(() => store.sequence())
  const read = async () => {
    const sequence = await store.sequence()
    known = buildCatalog(await readStored(), sequence)
  }
  return async () => {
    const sequence = await readSequence()
    while (known === undefined || known.sequence < sequence) {
      reading ??= read().finally(() => (reading = undefined))
      await reading
    }
    return known
  }
}

/**
 * Reads one at a time, each for all who have asked since the one before began: nobody is told what was read before
 * they asked.
 */
function shareNext<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined
  return () => {
    next ??= running.then(() => {
      next = undefined
      const reading = read()
      running = reading.catch(() => undefined)
      return reading
    })
    return next
  }
}

/** Reads all definitions, again only those that were changed. */
function rememberStored({ definitions }: Store): () => Promise<readonly Definition[]> {
  const known = new Map<DefinitionKind, Known>()
  return async () => {
    const all: Definition[] = []
    for (const kind of definitionKindNames) {
      const stored: readonly StoredDefinition[] = await definitions.list(kind, known.get(kind))
      known.set(kind, new Map(stored.map((each) => [each.definition.id, each])))
      for (const { definition } of stored) all.push(definition)
    }
    return all
  }
}

export function buildCatalog(all: readonly Definition[], sequence = 0): Catalog {
  const byKey = new Map(
    all.map((definition) => [keyOf(definition.kind, definition.id), definition]),
  )
  const find = <K extends DefinitionKind>(kind: K, id: string) =>
    byKey.get(keyOf(kind, id)) as DefinitionOf<K> | undefined
  const list = <K extends DefinitionKind>(kind: K) =>
    all.filter((definition) => definition.kind === kind) as unknown as DefinitionOf<K>[]
  const idsOf = (kind: DefinitionKind) => list(kind).map(({ id }) => id)
  const reportable = all.filter(isReportable)
  return {
    sequence,
    all,
    definitions: indexDefinitions(reportable),
    list,
    find,
    dataset(id) {
      const found = find('dataset', id)
      if (found) return found
      throw new ThroughlineError('dataset/unknown', { id, allowed: idsOf('dataset') })
    },
    connection(id) {
      const found = find('connection', id)
      if (found) return found
      throw new ThroughlineError('connection/unknown', { id, allowed: idsOf('connection') })
    },
    dataView(id, path) {
      const found = find('data-view', id) ?? findExternal(list('data-view'), id)
      if (found) return found
      throw new ThroughlineError('data-view/unknown', { id, allowed: idsOf('data-view') }, path)
    },
  }
}

/** The catalog as it would be with `changed` in the place of what has their kinds and ids. */
export function withChanges(catalog: Catalog, changed: readonly Definition[]): Catalog {
  const replaced = new Set(changed.map(({ kind, id }) => keyOf(kind, id)))
  const unchanged = catalog.all.filter(({ kind, id }) => !replaced.has(keyOf(kind, id)))
  return buildCatalog([...unchanged, ...changed], catalog.sequence)
}

/** An external id that was given comes before those that come of names; of these only one may be it. */
function findExternal(views: readonly DataView[], id: string): DataView | undefined {
  const given = views.find(({ externalId }) => externalId === id)
  const named = views.filter((view) => readExternalId(view) === id)
  return given ?? (named.length === 1 ? named[0] : undefined)
}

const keyOf = (kind: string, id: string): string => `${kind} ${id}`

type Reportable = Parameters<typeof indexDefinitions>[0][number]

const REPORTABLE = ['segment', 'calculated-metric', 'connection', 'date-range', 'shared-component']
const isReportable = (definition: Definition): definition is Reportable =>
  REPORTABLE.includes(definition.kind)
