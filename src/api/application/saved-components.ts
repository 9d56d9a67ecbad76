import { type SavedComponent, savedKinds } from '../../model/answers/data-views.ts'
import type {
  Annotation,
  CalculatedMetric,
  DateRange,
  Definition,
  Segment,
} from '../../model/definitions/index.ts'
import { findReferences } from '../../model/definitions/index.ts'
import type { JourneySchema } from '../../model/journey.ts'
import { describeEnd, describeRange } from '../../query/compilation/describe-range.ts'
import type { View } from '../../query/compilation/view.ts'
import { describeFormula, readFormula } from '../../query/formula/index.ts'
import { describeSegment, namesIn } from '../../query/segments/describe.ts'
import type { Store, StoredDefinition } from '../../store/index.ts'
import type { Catalog } from './catalog.ts'

type Saved = Segment | CalculatedMetric | DateRange | Annotation

/**
 * The segments, calculated metrics, date ranges and annotations of a data view, in words, with how many
 * definitions use each and which say the same.
 */
export async function listSavedComponents(
  view: View,
  schema: JourneySchema,
  catalog: Catalog,
  { definitions: store }: Store,
): Promise<readonly SavedComponent[]> {
  const { definitions } = catalog
  const users = countUsers(catalog.all)
  const names = namesIn({ view, definitions, schema })
  const own = await listSavedOf(view.id, store)
  const all = own.map(({ definition, version, updatedAt }) => {
    const saved = definition as Saved
    const { kind, id, name = id, description, owner, folder, tags = [] } = saved
    return {
      listed: { kind, id, name, description, owner, folder, tags, version, updatedAt },
      words: describe(saved, names),
      content: canonical(contentOf(saved)),
      usedBy: users.get(keyOf(kind, id))?.size ?? 0,
    }
  })
  return all.map(({ listed, words, content, usedBy }) => ({
    ...listed,
    words,
    usedBy,
    sameAs: all
      .filter(
        (other) =>
          other.listed.kind === listed.kind &&
          other.listed.id !== listed.id &&
          other.content === content,
      )
      .map((other) => other.listed.id),
  }))
}

/** The segments, calculated metrics, date ranges and annotations that a data view has, as they are stored. */
export async function listSavedOf(
  view: string,
  store: Store['definitions'],
): Promise<readonly StoredDefinition[]> {
  const stored = await Promise.all(savedKinds.map((kind) => store.list(kind)))
  return stored.flat().filter(({ definition }) => isOfView(definition, view))
}

const keyOf = (kind: string, id: string): string => `${kind} ${id}`

const isOfView = (definition: Definition, id: string): boolean =>
  !('dataView' in definition) || definition.dataView === undefined || definition.dataView === id

/** By what is used: who does. */
function countUsers(all: readonly Definition[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const definition of all) {
    const user = keyOf(definition.kind, definition.id)
    for (const { kind, id } of findReferences(definition, readFormula)) {
      const used = keyOf(kind, id)
      if (used === user) continue
      const known = users.get(used)
      if (known === undefined) users.set(used, new Set([user]))
      else known.add(user)
    }
  }
  return users
}

function describe(saved: Saved, names: Parameters<typeof describeSegment>[1]): string {
  switch (saved.kind) {
    case 'segment':
      return describeSegment(saved.definition, names)
    case 'calculated-metric':
      return describeFormula(saved.formula, names)
    case 'date-range':
      return describeRange(saved, names.timeZone)
    case 'annotation':
      return saved.end === undefined
        ? describeEnd(saved.start, names.timeZone)
        : describeRange({ ...saved, end: saved.end }, names.timeZone)
    default:
      return saved satisfies never
  }
}

/** What makes two of a kind the same under two names. */
function contentOf(saved: Saved): unknown {
  switch (saved.kind) {
    case 'segment':
      return saved.definition
    case 'calculated-metric':
      return readFormula(saved.formula)
    case 'date-range':
      return [saved.start, saved.end]
    case 'annotation':
      return [saved.name, saved.start, saved.end, saved.components, saved.segments]
    default:
      return saved satisfies never
  }
}

/** The same text for the same content, in whatever order its keys are. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
