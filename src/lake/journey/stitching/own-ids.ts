import { identColumn, nameTable } from '../../datasets/index.ts'
import { ident, join, type Sql, sql, value } from '../../sql.ts'
import { toText } from '../encode.ts'
import type { DatasetStitching, EventDataset, IdSource } from '../fields.ts'
import { selectIdentity } from '../identity-map.ts'
import type { StitchingGraph } from './graph.ts'

/** How an id is written in its dataset; the empty text where there is none. */
export const idText = (source: IdSource): Sql =>
  source.identities === undefined
    ? toText(identColumn(source.personId), source.personIdType)
    : selectIdentity(source.identities)

interface KnownId {
  readonly text: Sql
  /** Null where the connection does not name it. */
  readonly namespace: string | null
}

/** The ids by which a row knows its person by itself; the first one that is there counts. */
function listKnown(input: EventDataset, { hasPersonId, carried }: DatasetStitching) {
  const { namespace = null } = input
  const own: KnownId[] = hasPersonId ? [{ text: idText(input), namespace }] : []
  return [...own, ...carried.map((each) => ({ text: idText(each), namespace: each.namespace }))]
}

/** The texts by which a row may be known before it is stitched: its own ids, and its persistent one. */
export function listOwnTexts(input: EventDataset): readonly Sql[] {
  const { stitching } = input
  if (stitching === undefined) return [idText(input)]
  const texts = listKnown(input, stitching).map(({ text }) => text)
  return [...texts, idText(stitching.persistent)]
}

/** The person of a row before it is stitched: its own id, else its persistent one. */
export const ownText = (input: EventDataset): Sql => firstFilled(listOwnTexts(input))

const firstFilled = (texts: readonly Sql[]): Sql =>
  sql`multiIf(${join(texts.map((text) => sql`${text} != '', ${text}`))}, '')`

/** Columns that `selectOwnIds` adds; with the space in front they are no field's. */
export const ownIdColumns = {
  known: ident(' known'),
  namespace: ident(' known in'),
  persistent: ident(' persistent'),
} as const

/**
 * What the rows are called by, as columns of texts: the id that they know their person by, the code
 * of its namespace, and the persistent id. An id that is nobody's counts only where there is no other.
 */
export function selectOwnIds(
  input: EventDataset,
  stitching: DatasetStitching,
  namespaces: readonly string[],
  graph: StitchingGraph | null,
): Sql {
  const all = listKnown(input, stitching)
  const blocked = graph?.selectBlocked() ?? null
  const usable = all.map(({ text, namespace }) => {
    if (blocked === null || namespace === null) return sql`${text} != ''`
    return sql`${text} != '' AND (${value(namespace, 'String')}, ${text}) NOT IN (${blocked})`
  })
  const persistent = idText(stitching.persistent)
  const choose = (pick: (id: KnownId) => Sql, none: Sql) =>
    all.length === 0
      ? none
      : sql`multiIf(${join(all.map((id, n) => sql`${usable[n]!}, ${pick(id)}`))},
          ${persistent} != '', ${none},
          ${join(all.map((id) => sql`${id.text} != '', ${pick(id)}`))}, ${none})`
  const codeOf = ({ namespace }: KnownId) => value(codeNamespace(namespaces, namespace), 'UInt8')
  return sql`
    ${choose(({ text }) => text, sql`''`)} AS ${ownIdColumns.known},
    ${choose((id) => sql`${codeOf(id)}`, sql`toUInt8(0)`)} AS ${ownIdColumns.namespace},
    ${persistent} AS ${ownIdColumns.persistent}`
}

/** FROM: rows of the dataset with these columns. */
export const rowsWithOwnIds = (
  { input, stitching, namespaces, graph }: OwnIdsOf,
  condition: Sql,
): Sql => sql`FROM (
    SELECT *, ${selectOwnIds(input, stitching, namespaces, graph)}
    FROM ${nameTable(input.dataset)} WHERE ${condition}) AS _rows`

interface OwnIdsOf {
  readonly input: EventDataset
  readonly stitching: DatasetStitching
  readonly namespaces: readonly string[]
  readonly graph: StitchingGraph | null
}

/** All ids that such rows are called by. */
export const selectIdsOf = (rows: Sql): Sql =>
  sql`SELECT arrayJoin([${ownIdColumns.known}, ${ownIdColumns.persistent}]) AS id ${rows}`

/** Namespaces are counted from 1; 0 is the one that the connection does not name. */
export const codeNamespace = (namespaces: readonly string[], namespace: string | null): number =>
  namespace === null ? 0 : namespaces.indexOf(namespace) + 1

/** All namespaces that rows of the datasets can have. */
export function listNamespaces(datasets: readonly EventDataset[]): readonly string[] {
  const all = datasets.flatMap(({ namespace = null, stitching }) =>
    stitching === undefined
      ? [namespace]
      : [
          namespace,
          stitching.persistentNamespace,
          stitching.graph?.target ?? null,
          ...stitching.carried.map(({ namespace }) => namespace),
        ],
  )
  return [...new Set(all.filter((name) => name !== null))].toSorted()
}

/**
 * What a graph says of the ids that rows carry: some are nobody's; beside a device they know their person by any id that is
 * no device, the most important one first; beside other ids by the person id alone.
 */
export function chooseCarried(
  { namespace = null }: EventDataset,
  stitching: DatasetStitching,
  graph: StitchingGraph | undefined,
): DatasetStitching {
  const { graph: asked } = stitching
  const blocking = graph?.blocking ?? null
  const isPlain = asked === null || blocking === null
  const own = { ...stitching, graph: isPlain ? asked : { ...asked, blocking } }
  const isDevice = graph?.devices.includes(stitching.persistentNamespace) ?? false
  if (graph === undefined || !isDevice) return { ...own, carried: [] }
  const rank = (each: { readonly namespace: string }) => graph.priorities.indexOf(each.namespace)
  const people = stitching.carried.filter(
    (each) =>
      !graph.devices.includes(each.namespace) &&
      graph.priorities.includes(each.namespace) &&
      !(stitching.hasPersonId && each.namespace === namespace),
  )
  return { ...own, carried: people.toSorted((a, b) => rank(a) - rank(b)) }
}
