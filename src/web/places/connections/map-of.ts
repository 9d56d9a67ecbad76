import type { ConnectionStatus } from '../../../model/answers/connections.ts'
import type { DatasetDescription } from '../../../model/answers/datasets.ts'
import type { DatasetOverlap } from '../../../model/answers/stitching.ts'
import type { DatasetType } from '../../../model/definitions/dataset.ts'
import type { ConnectionDocument } from '../../api/index.ts'

export interface MapNode {
  readonly dataset: string
  readonly type: DatasetType
  readonly rows: number
  /** With events in it; null where nobody has events there. */
  readonly people: number | null
}

/** Two datasets that are joined. */
export interface MapLink {
  readonly from: string
  readonly to: string
  /** Namespaces that both have, or the fields that are looked up. */
  readonly by: readonly string[]
  /** In both; null where nobody counts them. */
  readonly people: number | null
}

export interface ConnectionMap {
  readonly nodes: readonly MapNode[]
  readonly links: readonly MapLink[]
}

type Entry = ConnectionDocument['datasets'][number]

interface Known {
  readonly datasets: readonly DatasetDescription[]
  readonly status?: Pick<ConnectionStatus, 'datasets'> | undefined
  readonly overlap?: DatasetOverlap | undefined
}

/** The datasets of a connection, and by what they are joined. */
export function mapOf({ datasets: entries }: ConnectionDocument, known: Known): ConnectionMap {
  const nodes = entries.map(({ dataset }) => nodeOf(dataset, known))
  const typeOf = (id: string) => nodes.find(({ dataset }) => dataset === id)?.type
  const events = entries.filter(({ dataset }) => typeOf(dataset) === 'event')
  const pairs = events.flatMap((entry, index) =>
    events.slice(index + 1).map((other) => pairOf(entry, other, known.overlap)),
  )
  const others = entries.flatMap((entry) => {
    const type = typeOf(entry.dataset)
    if (type === 'profile') return events.map((event) => profileLink(entry, event))
    return type === 'lookup' ? lookupLinks(entry, entries) : []
  })
  return { nodes, links: [...pairs, ...others].filter(({ by, people }) => by.length > 0 || people) }
}

function nodeOf(dataset: string, { datasets, status, overlap }: Known): MapNode {
  const described = datasets.find(({ id }) => id === dataset)
  const joined = status?.datasets.find((each) => each.dataset === dataset)
  const people = overlap?.datasets.find((each) => each.dataset === dataset)?.people ?? null
  return {
    dataset,
    type: described?.type ?? 'event',
    rows: joined?.rows ?? described?.rows ?? 0,
    people,
  }
}

function pairOf(a: Entry, b: Entry, overlap: DatasetOverlap | undefined): MapLink {
  const pair = overlap?.pairs.find(
    ({ datasets }) => datasets.includes(a.dataset) && datasets.includes(b.dataset),
  )
  return {
    from: a.dataset,
    to: b.dataset,
    by: inBoth(a, b),
    people: overlap === undefined ? null : (pair?.people ?? 0),
  }
}

const profileLink = (profile: Entry, event: Entry): MapLink => ({
  from: event.dataset,
  to: profile.dataset,
  by: inBoth(event, profile),
  people: null,
})

/** `web.products.sku` hangs on the dataset `web`. */
function lookupLinks(
  { dataset, matches = [] }: Entry,
  entries: readonly Entry[],
): readonly MapLink[] {
  const onto = entries.flatMap((entry) => {
    const by = matches.filter((match) => match.startsWith(`${entry.dataset}.`))
    return by.length === 0 ? [] : [{ from: entry.dataset, to: dataset, by, people: null }]
  })
  return onto
}

const inBoth = (a: Entry, b: Entry): readonly string[] => {
  const others = namespacesOf(b)
  return namespacesOf(a).filter((each) => others.includes(each))
}

/** Of the ids that rows have, and of those that they get by stitching. */
export function namespacesOf({ namespace, identities = [], stitch }: Entry): readonly string[] {
  const all = [
    namespace,
    ...identities.map((each) => each.namespace),
    stitch?.namespace,
    stitch?.method === 'graph' ? stitch.target : undefined,
  ]
  return [...new Set(all.filter((each) => each !== undefined))]
}
