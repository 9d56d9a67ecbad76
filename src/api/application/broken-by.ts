import type { DataViewPreview } from '../../model/answers/previews.ts'
import type { DataView, Definition, Project } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import { buildRequest } from '../../model/projects/build-request.ts'
import { type Stores, checkArriving } from './apply.ts'
import { withChanges } from './catalog.ts'
import { checkDefinitions, checkRequest } from './checks/definitions.ts'
import type { World } from './checks/world.ts'
import { readKnownDatasets } from './known-datasets.ts'

/**
 * What is built upon a data view, is right, and would no longer be if the data view became as given: segments,
 * calculated metrics, annotations, audiences, and projects with what they ask.
 * Errors: what is wrong with the data view itself, with paths into it.
 */
export async function listBroken(
  stores: Stores,
  draft: DataView,
): Promise<DataViewPreview['broken']> {
  await checkArriving(stores, [{ document: draft, path: [] }])
  const catalog = await stores.catalog()
  const known = await readKnownDatasets(stores.lake, catalog)
  const now = { catalog, known }
  const then = { catalog: withChanges(catalog, [draft]), known }
  const broken: DataViewPreview['broken'][number][] = []
  for (const definition of catalog.all.filter((each) => isBuiltOn(each, draft.id))) {
    await letOthersIn()
    const problem = await findProblem(then, definition)
    if (problem === undefined || (await findProblem(now, definition)) !== undefined) continue
    const { kind, id } = definition
    const { name } = definition as { readonly name?: string }
    broken.push({ kind, id, ...(name !== undefined && { name }), problem: problem.message })
  }
  return broken
}

const isBuiltOn = (definition: Definition, view: string): boolean =>
  ('dataView' in definition && definition.dataView === view) ||
  (definition.kind === 'project' && definition.panels.some(({ dataView }) => dataView === view))

async function findProblem(
  world: World,
  definition: Definition,
): Promise<ThroughlineError | undefined> {
  try {
    await checkDefinitions(world, [{ definition, path: [] }])
    if (definition.kind === 'project') await checkRequests(world, definition)
    return undefined
  } catch (error) {
    if (error instanceof ThroughlineError) return error
    throw error
  }
}

async function checkRequests(world: World, project: Project): Promise<void> {
  for (const panel of project.panels) {
    for (const visualization of panel.visualizations) {
      const request = buildRequest(project, panel, visualization)
      if (request !== undefined) await checkRequest(world, request)
    }
  }
}
