import { resolveSharedComponents } from '../model/definitions/shared-component.ts'
import type {
  Connection,
  DataView,
  DefinitionKind,
  DefinitionOf,
} from '../model/definitions/index.ts'
import type { FormulaReader } from '../model/formula.ts'
import { findMentions, type Mention } from './mentions.ts'

/** Where definitions are found. */
export interface Definitions {
  find<K extends DefinitionKind>(kind: K, id: string): DefinitionOf<K> | undefined
  list<K extends DefinitionKind>(kind: K): readonly DefinitionOf<K>[]
}

/** A labelled field that something reads, and by which way: `segment buyers`, `dimension email`. */
export interface FieldUse {
  readonly dataset: string
  readonly field: string
  readonly labels: readonly string[]
  readonly through: readonly string[]
}

/** What uses are looked for on: a data view, or a connection alone. */
interface Ground {
  readonly definitions: Definitions
  readonly readFormula: FormulaReader
  readonly connection: Connection | undefined
  readonly view: ReturnType<typeof resolveSharedComponents> | undefined
}

type Way = readonly string[]

/** The labelled fields that a part of a definition or a request reads on a data view; each way once. */
export function listFieldUses(
  definitions: Definitions,
  readFormula: FormulaReader,
  dataView: DataView,
  part: unknown,
  through: Way = [],
): readonly FieldUse[] {
  const connection = definitions.find('connection', dataView.connection)
  const view = resolveSharedComponents(dataView, definitions.list('shared-component'))
  return follow({ definitions, readFormula, connection, view }, part, through)
}

/** The labels of a field of a connection, with those that it has by lookups. */
export const listUsesOfField = (
  definitions: Definitions,
  connection: Connection,
  path: string,
  through: Way,
): readonly FieldUse[] =>
  followField({ definitions, readFormula: () => 0, connection, view: undefined }, path, through)

/** The labelled fields that a dataset is looked up by, in any connection: all of its fields have their labels. */
export function listLookupUses(definitions: Definitions, dataset: string): readonly FieldUse[] {
  const uses = definitions.list('connection').flatMap((connection) => {
    const ground = { definitions, readFormula: () => 0, connection, view: undefined }
    return connection.datasets
      .filter((entry) => entry.dataset === dataset)
      .flatMap(({ matches = [] }) => matches)
      .flatMap((match) => followMatch(ground, match, [`connection ${connection.id}`]))
  })
  return eachOnce(uses)
}

function follow(ground: Ground, part: unknown, through: Way): readonly FieldUse[] {
  const uses = findMentions(part).flatMap((mention) => followMention(ground, mention, through))
  return eachOnce(uses)
}

const eachOnce = (uses: readonly FieldUse[]): readonly FieldUse[] => [
  ...new Map(uses.map((use) => [JSON.stringify(use), use])).values(),
]

function followMention(ground: Ground, { kind, id }: Mention, through: Way): readonly FieldUse[] {
  if (kind === 'segment') return followDefinition(ground, 'segment', id, through)
  return kind === 'component'
    ? followComponent(ground, id, through)
    : followField(ground, id, through)
}

/** Nothing is followed in a circle. */
function onward(through: Way, step: string): Way | undefined {
  return through.includes(step) ? undefined : [...through, step]
}

function followDefinition(
  ground: Ground,
  kind: 'segment' | 'calculated-metric',
  id: string,
  through: Way,
): readonly FieldUse[] {
  const found = ground.definitions.find(kind, id)
  const way = onward(through, `${kind === 'segment' ? 'segment' : 'calculated metric'} ${id}`)
  if (found === undefined || way === undefined) return []
  if (found.kind === 'segment') return follow(ground, found.definition, way)
  return follow(ground, ground.readFormula(found.formula), way)
}

function followComponent(ground: Ground, id: string, through: Way): readonly FieldUse[] {
  const { dimensions = [], metrics = [] } = ground.view ?? {}
  const own = [
    ...dimensions.map((component) => ({ component, step: `dimension ${id}` })),
    ...metrics.map((component) => ({ component, step: `metric ${id}` })),
  ].filter(({ component }) => component.id === id)
  const found = own.flatMap(({ component, step }) => {
    const way = onward(through, step)
    if (way === undefined) return []
    const { field = id, ...settings } = component
    return [...followField(ground, field, way), ...follow(ground, settings, way)]
  })
  if (own.length > 0) return found
  if (id === 'person-id') return followPerson(ground, through)
  if (id.startsWith(AUDIENCE)) return followAudience(ground, id.slice(AUDIENCE.length), through)
  return [
    ...followDefinition(ground, 'calculated-metric', id, through),
    ...followField(ground, id, through),
  ]
}

/** The dimension of who is in an audience tells what its segments tell. */
const AUDIENCE = 'audience-'

function followAudience(ground: Ground, id: string, through: Way): readonly FieldUse[] {
  const found = ground.definitions.find('audience', id)
  const way = onward(through, `audience ${id}`)
  return found === undefined || way === undefined
    ? []
    : follow(ground, { segments: found.segments }, way)
}

function followPerson(ground: Ground, through: Way): readonly FieldUse[] {
  const way = onward(through, 'dimension person-id')
  const entries = ground.connection?.datasets ?? []
  return way === undefined
    ? []
    : entries.flatMap(({ dataset, personId }) =>
        typeof personId === 'string' ? labelled(ground, dataset, personId, way) : [],
      )
}

function followField(ground: Ground, path: string, through: Way): readonly FieldUse[] {
  const derived = ground.view?.derivedFields.find(({ id }) => id === path)
  if (derived !== undefined) {
    const way = onward(through, `derived field ${path}`)
    return way === undefined ? [] : follow(ground, derived.rules, way)
  }
  return (ground.connection?.datasets ?? []).flatMap((entry) => {
    const { dataset, matches = [] } = entry
    const type = ground.definitions.find('dataset', dataset)?.type
    if (type === 'event') return labelled(ground, dataset, path, through)
    if (!path.startsWith(`${dataset}.`)) return []
    const way = onward(through, `${type ?? 'dataset'} ${dataset}`)
    if (way === undefined) return []
    return [
      ...labelled(ground, dataset, path.slice(dataset.length + 1), through),
      ...matches.flatMap((match) => followMatch(ground, match, way)),
    ]
  })
}

/** What is looked up by a field tells about it: `web.products.sku` */
function followMatch(ground: Ground, match: string, through: Way): readonly FieldUse[] {
  const entry = ground.connection?.datasets.find(({ dataset }) => match.startsWith(`${dataset}.`))
  if (entry === undefined) return []
  return labelled(ground, entry.dataset, match.slice(entry.dataset.length + 1), through)
}

/** A label on a list is on its children, and who reads the whole list reads those of its children. */
function labelled(
  { definitions }: Ground,
  dataset: string,
  path: string,
  through: Way,
): readonly FieldUse[] {
  const labels = definitions.find('dataset', dataset)?.labels ?? {}
  return Object.entries(labels)
    .filter(([field]) => isWithin(field, path) || isWithin(path, field))
    .map(([field, own]) => ({ dataset, field, labels: own, through }))
}

const isWithin = (outer: string, path: string): boolean =>
  path === outer || path.startsWith(`${outer}.`)
