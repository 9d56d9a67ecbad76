import { getOwn } from '../../model/own.ts'
import type {
  PanelDocument,
  ProjectDocument,
  VisualizationDocument,
} from '../../model/projects/document.ts'
import { isDeepEqual } from '../../model/projects/is-deep-equal.ts'
import type { Patch } from '../../model/projects/patch.ts'
import { printPointer } from '../../model/projects/place.ts'
import type { GridItem } from './grid-layout.ts'
import { newId } from './new-id.ts'

type Patches = readonly Patch[]

/** Fields with their new values; undefined takes one away. */
type Changes = Readonly<Record<string, unknown>>

const panelPath = (panel: string): readonly string[] => ['panels', panel]
const pathOf = (panel: string, visualization: string): readonly string[] => [
  ...panelPath(panel),
  'visualizations',
  visualization,
]

export const findPanel = ({ panels }: ProjectDocument, id: string): PanelDocument | undefined =>
  panels.find((panel) => panel.id === id)

export const findVisualization = (
  document: ProjectDocument,
  panel: string,
  id: string,
): VisualizationDocument | undefined =>
  findPanel(document, panel)?.visualizations.find((each) => each.id === id)

const setFields = (
  record: object | undefined,
  path: readonly string[],
  changes: Changes,
): Patches =>
  record === undefined
    ? []
    : Object.entries(changes).flatMap(([key, value]): Patches => {
        const old = getOwn(record as Changes, key)
        if (isDeepEqual(old, value)) return []
        const at = printPointer([...path, key])
        return value === undefined ? [{ op: 'remove', path: at }] : [{ op: 'add', path: at, value }]
      })

/** Of the project itself, such as its name. */
export const setProject = (document: ProjectDocument, changes: Changes): Patches =>
  setFields(document, [], changes)

export const setPanel = (document: ProjectDocument, panel: string, changes: Changes): Patches =>
  setFields(findPanel(document, panel), panelPath(panel), changes)

export const setVisualization = (
  document: ProjectDocument,
  panel: string,
  id: string,
  changes: Changes,
): Patches => setFields(findVisualization(document, panel, id), pathOf(panel, id), changes)

/** Behind another, or behind all. */
export function addPanel(
  document: ProjectDocument,
  panel: PanelDocument,
  behind?: string,
): Patches {
  const at = document.panels.findIndex(({ id }) => id === behind)
  const next = at < 0 ? undefined : document.panels[at + 1]?.id
  return [{ op: 'add', path: printPointer(['panels', next ?? '-']), value: panel }]
}

export const removePanel = (document: ProjectDocument, panel: string): Patches =>
  findPanel(document, panel) === undefined
    ? []
    : [{ op: 'remove', path: printPointer(panelPath(panel)) }]

/** One place up (`-1`) or down (`1`). */
export function movePanel(document: ProjectDocument, panel: string, by: -1 | 1): Patches {
  const ids = document.panels.map(({ id }) => id)
  const at = ids.indexOf(panel)
  const next = ids[by === -1 ? at - 1 : at + 2]
  if (at < 0 || at + by < 0 || at + by >= ids.length) return []
  const path = printPointer(['panels', next ?? '-'])
  return [{ op: 'move', from: printPointer(panelPath(panel)), path }]
}

/** A copy with ids of its own, right behind it. */
export function copyPanel(document: ProjectDocument, id: string, name: string): Patches {
  const panel = findPanel(document, id)
  if (panel === undefined) return []
  const names = new Map(panel.visualizations.map((each) => [each.id, newId()]))
  const visualizations = panel.visualizations.map((each) => withNewIds(each, names))
  return addPanel(document, { ...panel, id: newId(), name, visualizations }, id)
}

/** A chart of a table that is copied with it shows the copy. */
function withNewIds(
  visualization: VisualizationDocument,
  names: ReadonlyMap<string, string>,
): VisualizationDocument {
  const { source } = visualization
  const isCopied = typeof source === 'string' && names.has(source)
  return {
    ...visualization,
    id: names.get(visualization.id)!,
    ...(isCopied && { source: names.get(source) }),
  }
}

/** Behind all others of its panel. */
export const addVisualization = (
  document: ProjectDocument,
  panel: string,
  visualization: VisualizationDocument,
): Patches =>
  findPanel(document, panel) === undefined
    ? []
    : [{ op: 'add', path: printPointer(pathOf(panel, '-')), value: visualization }]

export const removeVisualization = (
  document: ProjectDocument,
  panel: string,
  id: string,
): Patches =>
  findVisualization(document, panel, id) === undefined
    ? []
    : [{ op: 'remove', path: printPointer(pathOf(panel, id)) }]

/** Into another panel, where it gets a place of its own. */
export function sendToPanel(
  document: ProjectDocument,
  from: string,
  id: string,
  to: string,
): Patches {
  const visualization = findVisualization(document, from, id)
  if (visualization === undefined || findPanel(document, to) === undefined) return []
  const { layout: _, ...rest } = visualization
  return [
    ...removeVisualization(document, from, id),
    ...addVisualization(document, to, rest as VisualizationDocument),
  ]
}

/** The places of a panel’s visualizations, of those that have another one now. Collapsed ones keep their height. */
export const setLayout = (
  document: ProjectDocument,
  panel: string,
  items: readonly GridItem[],
): Patches =>
  items.flatMap(({ id, x, y, width, height }) => {
    const before = findVisualization(document, panel, id)
    const old = before?.['layout'] as { readonly height: number } | undefined
    const kept = before?.['collapsed'] === true ? (old?.height ?? height) : height
    return setVisualization(document, panel, id, { layout: { x, y, width, height: kept } })
  })
