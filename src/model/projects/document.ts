import { LONGEST_ID, proposeId } from '../propose-id.ts'

type Json = Readonly<Record<string, unknown>>

/** A visualization as it is written, with its id. */
export type VisualizationDocument = Json & { readonly id: string }

/** A panel as it is written, with its id and its list. */
export type PanelDocument = Json & {
  readonly id: string
  readonly visualizations: readonly VisualizationDocument[]
}

/** A project as it is written, with ids and lists everywhere. */
export type ProjectDocument = Json & {
  readonly kind: 'project'
  readonly id: string
  readonly panels: readonly PanelDocument[]
}

/**
 * A project's document with ids where they were left out: the same document gets the same ones, from names
 * and types. What is no project stays as it is.
 */
export function giveIds(document: unknown): unknown {
  if (!isRecord(document) || document['kind'] !== 'project') return document
  const { panels } = document
  return Array.isArray(panels) ? { ...document, panels: nameAll(panels, keepGiven) } : document
}

/** A stored project as patches find it: ids and lists are there, and no id twice beside another. */
export function settleProject(document: object): ProjectDocument {
  const given = document as Json
  const panels = nameAll(listOf(given['panels']), keepFirst)
  return { ...given, panels } as unknown as ProjectDocument
}

/** Which of the ids that were given stay. */
type Keep = (id: string, taken: ReadonlySet<string>) => boolean
const keepGiven: Keep = () => true
const keepFirst: Keep = (id, taken) => !taken.has(id)

function nameAll(panels: readonly unknown[], keep: Keep): readonly unknown[] {
  const named = nameEntries(panels, 'panel', keep, new Set())
  const used = new Set(named.flatMap((panel) => visualizationsOf(panel).flatMap(idOf)))
  return named.map((panel) => nameInside(panel, keep, used))
}

/** Ids that are given anew are unique in the whole project. */
function nameInside(panel: unknown, keep: Keep, used: Set<string>): unknown {
  if (!isRecord(panel)) return panel
  const { visualizations } = panel
  if (visualizations !== undefined && !Array.isArray(visualizations)) return panel
  if (visualizations === undefined && keep === keepGiven) return panel
  const inside = listOf(visualizations)
  return { ...panel, visualizations: nameEntries(inside, 'visualization', keep, used) }
}

function nameEntries(
  entries: readonly unknown[],
  fallback: string,
  keep: Keep,
  used: Set<string>,
): readonly unknown[] {
  const reserved = new Set([...used, ...entries.flatMap(idOf)])
  const taken = new Set<string>()
  return entries.map((entry) => {
    if (!isRecord(entry)) return entry
    const [given] = idOf(entry)
    const isKept = given !== undefined && keep(given, taken)
    const id = isKept ? given : freeId(baseOf(entry, fallback), reserved)
    taken.add(id)
    reserved.add(id)
    used.add(id)
    return isKept ? entry : { id, ...withoutId(entry) }
  })
}

const withoutId = ({ id: _, ...entry }: Json): Json => entry

const baseOf = ({ name, type }: Json, fallback: string): string =>
  [name, type].flatMap((text) => (typeof text === 'string' ? (proposeId(text) ?? []) : []))[0] ??
  fallback

function freeId(base: string, reserved: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const end = count === 1 ? '' : `-${count}`
    const id = `${base.slice(0, LONGEST_ID - end.length)}${end}`
    if (!reserved.has(id)) return id
  }
}

/** The path of the first id that stands twice among panels, or among visualizations of one panel. */
export function findRepeatedId(document: object): readonly (string | number)[] | undefined {
  const panels = listOf((document as Json)['panels'])
  const again = firstRepeated(panels)
  if (again !== undefined) return ['panels', again, 'id']
  for (const [at, panel] of panels.entries()) {
    const inside = firstRepeated(visualizationsOf(panel))
    if (inside !== undefined) return ['panels', at, 'visualizations', inside, 'id']
  }
  return undefined
}

function firstRepeated(entries: readonly unknown[]): number | undefined {
  const known = new Set<string>()
  for (const [at, entry] of entries.entries()) {
    for (const id of idOf(entry)) {
      if (known.has(id)) return at
      known.add(id)
    }
  }
  return undefined
}

const idOf = (entry: unknown): readonly string[] =>
  isRecord(entry) && typeof entry['id'] === 'string' ? [entry['id']] : []

const visualizationsOf = (panel: unknown): readonly unknown[] =>
  isRecord(panel) ? listOf(panel['visualizations']) : []

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
