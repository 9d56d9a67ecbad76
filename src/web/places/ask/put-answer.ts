import type { QueryClient } from '@tanstack/react-query'
import {
  type PanelDocument,
  type ProjectDocument,
  settleProject,
} from '../../../model/projects/document.ts'
import type { Patch } from '../../../model/projects/patch.ts'
import {
  changeProject,
  makeProjectOf,
  ofProject,
  projectsQuery,
  readProject,
} from '../../api/index.ts'
import { newClientId } from '../../project/client-id.ts'
import { addItem } from '../../project/grid-layout.ts'
import { newId } from '../../project/new-id.ts'
import { addPanel, addVisualization, findPanel } from '../../project/project-patches.ts'
import { storedRequest } from '../../project/stored-request.ts'
import { texts } from '../../texts/index.ts'
import { layOutPanel } from '../projects/lay-out-panel.ts'
import { newPanel } from '../projects/new-panel.ts'
import { findKind } from '../projects/use-visualization.ts'
import type { AskedData } from './asked-data.ts'
import type { Answer } from './question.ts'
import type { Scope } from './scope.ts'

/** The answer as it is put into a project. */
export interface PutAnswer {
  readonly answer: Answer
  readonly name: string
  readonly scope: Scope
  readonly data: AskedData
}

/** Where to: null stands for a new project, or a new panel. */
export interface PutPlace {
  readonly project: string | null
  readonly panel: string | null
}

/** Puts an answer where it is wanted. Gives the project's id. Errors: RequestError; an Error where the panel is gone. */
export async function putAnswer(
  client: QueryClient,
  given: PutAnswer,
  { project, panel }: PutPlace,
): Promise<string> {
  const id = project ?? (await makeProjectOf({ id: given.scope.view }, given.name, []))
  const own = newClientId()
  const { document, revision } = await readProject(id, own)
  const patches = putPatches(settleProject(document), given, panel)
  const note = texts.ask.put.note(given.name)
  const step = { client: own, number: 1, base: revision, patches, note }
  await changeProject(id, step, new AbortController().signal)
  await Promise.all([
    client.invalidateQueries(projectsQuery),
    client.invalidateQueries({ queryKey: ofProject(id, '').slice(0, 2) }),
  ])
  return id
}

function putPatches(
  document: ProjectDocument,
  { answer, name, scope, data }: PutAnswer,
  panelId: string | null,
): readonly Patch[] {
  const panel = panelId === null ? ownPanel(document, scope) : findPanel(document, panelId)
  const kind = findKind(answer.type)
  if (panel === undefined || kind === undefined) throw new Error(texts.ask.put.noPanel)
  const id = newId()
  const size = panelId === null ? { ...kind.size, width: 12 } : kind.size
  const items = addItem(layOutPanel(panel), id, size)
  const { id: _, ...layout } = items.find((item) => item.id === id)!
  const request = storedRequest(kind.request(answer.settings, data.context))
  const added = { id, name, ...answer, layout, ...(request !== undefined && { request }) }
  return panelId === null
    ? addPanel(document, { ...panel, visualizations: [added] })
    : addVisualization(document, panel.id, added)
}

/** A panel of the same data view, range and people as the question. */
function ownPanel(document: ProjectDocument, { view, range, who }: Scope): PanelDocument {
  return {
    ...newPanel(),
    ...(document['dataView'] !== view && { dataView: view }),
    ...(range !== 'all' && { dateRange: range }),
    segments: who === null ? [] : [who],
  }
}
