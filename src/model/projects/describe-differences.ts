import { getOwn } from '../own.ts'
import type { PanelDocument, ProjectDocument, VisualizationDocument } from './document.ts'
import { listFields } from './differences.ts'
import { isDeepEqual } from './is-deep-equal.ts'

/** What is different, in a panel or, where `panel` is null, in the project itself. */
export interface Difference {
  readonly panel: string | null
  readonly title: string
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
  /** Sentences. */
  readonly texts: readonly string[]
}

/** What makes one document of a project the other, by panel, in words. */
export function describeDifferences(
  before: ProjectDocument,
  after: ProjectDocument,
): readonly Difference[] {
  const texts = describeFields(before, after, listFields(before, after))
  const own: Difference = { panel: null, title: titleOf(after), change: 'changed', texts }
  return [...(texts.length > 0 ? [own] : []), ...describePanels(before.panels, after.panels)]
}

function describePanels(
  before: readonly PanelDocument[],
  after: readonly PanelDocument[],
): readonly Difference[] {
  const earlier = new Map(before.map((panel) => [panel.id, panel]))
  const later = new Set(after.map(({ id }) => id))
  const removed = before.filter(({ id }) => !later.has(id)).map(tellRemoved)
  const moved = listMoved(before, after)
  const others = after.flatMap((panel) => {
    const old = earlier.get(panel.id)
    return old === undefined ? [tellAdded(panel)] : tellChanged(old, panel, moved.has(panel.id))
  })
  return [...removed, ...others]
}

const tellRemoved = (panel: PanelDocument): Difference => ({
  panel: panel.id,
  title: titleOf(panel),
  change: 'removed',
  texts: [`The panel with ${countVisualizations(panel)} was removed.`],
})

const tellAdded = (panel: PanelDocument): Difference => ({
  panel: panel.id,
  title: titleOf(panel),
  change: 'added',
  texts: [`A panel with ${countVisualizations(panel)} was added.`],
})

function tellChanged(old: PanelDocument, panel: PanelDocument, isMoved: boolean): Difference[] {
  const fields = listFields(old, panel).filter((key) => key !== 'visualizations')
  const changed = [...describeFields(old, panel, fields), ...describeVisualizations(old, panel)]
  const texts = [...changed, ...(isMoved ? ['The panel stands at another place.'] : [])]
  const change = changed.length > 0 ? 'changed' : 'moved'
  return texts.length === 0 ? [] : [{ panel: panel.id, title: titleOf(panel), change, texts }]
}

/** Those that no longer follow the one that they followed, of those in both. */
function listMoved(
  before: readonly PanelDocument[],
  after: readonly PanelDocument[],
): ReadonlySet<string> {
  const ids = (panels: readonly PanelDocument[], others: readonly PanelDocument[]) =>
    panels.map(({ id }) => id).filter((id) => others.some((other) => other.id === id))
  const [old, now] = [ids(before, after), ids(after, before)]
  return new Set(now.filter((id, at) => old[old.indexOf(id) - 1] !== now[at - 1]))
}

function describeVisualizations(old: PanelDocument, panel: PanelDocument): readonly string[] {
  const earlier = new Map(old.visualizations.map((each) => [each.id, each]))
  const later = new Set(panel.visualizations.map(({ id }) => id))
  const gone = old.visualizations.filter(({ id }) => !later.has(id))
  const removed = gone.map((each) => `“${titleOf(each)}” was removed.`)
  const others = panel.visualizations.flatMap((each) => {
    const before = earlier.get(each.id)
    return before === undefined ? [`“${titleOf(each)}” was added.`] : describeOne(before, each)
  })
  return [...removed, ...others]
}

const describeOne = (old: VisualizationDocument, each: VisualizationDocument): readonly string[] =>
  describeFields(old, each, listFields(old, each)).map((text) => `“${titleOf(each)}”: ${text}`)

const labels: Readonly<Record<string, string>> = {
  name: 'title',
  description: 'description',
  tags: 'tags',
  owner: 'owner',
  dataView: 'data view',
  dateRange: 'date range',
  comparison: 'comparison',
  segments: 'segments',
  filters: 'drop-down filters',
  density: 'density',
  type: 'type',
  request: 'what it shows',
  source: 'the table that it shows',
  cells: 'the cells that it shows',
  caption: 'caption',
  text: 'text',
  layout: 'place and size',
  settings: 'settings',
}

function describeFields(old: object, now: object, keys: readonly string[]): readonly string[] {
  const [before, after] = [old, now] as readonly Readonly<Record<string, unknown>>[]
  return keys.flatMap((key) => {
    const [from, to] = [getOwn(before!, key), getOwn(after!, key)]
    return isDeepEqual(from, to) ? [] : [describeField(key, from, to)]
  })
}

function describeField(key: string, from: unknown, to: unknown): string {
  if (key === 'collapsed') return to === true ? 'it was collapsed.' : 'it was opened.'
  const label = getOwn(labels, key) ?? key
  if (to === undefined) return `${label} was taken away.`
  const [old, now] = [show(from), show(to)]
  if (now === undefined) return `${label} changed.`
  return old === undefined ? `${label} is now ${now}.` : `${label} changed from ${old} to ${now}.`
}

const LONGEST_SHOWN = 80

/** Short texts and numbers as they are, lists of them one after the other. */
function show(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const shown = value.map(show)
    return shown.length > 0 && shown.every((each) => each !== undefined) && shown.length <= 5
      ? shown.join(', ')
      : undefined
  }
  if (typeof value === 'string' && value.length <= LONGEST_SHOWN) return `“${value}”`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function countVisualizations({ visualizations: { length } }: PanelDocument): string {
  return length === 1 ? 'one visualization' : `${length} visualizations`
}

function titleOf({ name, id }: { readonly name?: unknown; readonly id: string }): string {
  return typeof name === 'string' && name !== '' ? name : id
}
