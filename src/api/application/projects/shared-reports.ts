import type { DateRangeRef } from '../../../model/date-ranges.ts'
import { type Project, parseDefinitionAs } from '../../../model/definitions/index.ts'
import { checkBudget } from '../../../model/budgets/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { buildRequest } from '../../../model/projects/build-request.ts'
import type { ProjectDocument } from '../../../model/projects/document.ts'

type SharedRequest = Readonly<Record<string, unknown>>

/** A visualization of a panel, by their ids. */
export interface SharedPlace {
  readonly panel: string
  readonly visualization: string
}

/**
 * The requests that a project holds, of those visualizations.
 * Errors: share/unknown-visualization, with the path of the place; request/too-large.
 */
export function listSharedRequests(
  document: ProjectDocument,
  places: readonly SharedPlace[],
  dateRange: DateRangeRef | undefined,
): readonly SharedRequest[] {
  checkBudget('requests-per-body', places.length)
  const project = parseDefinitionAs('project', document)
  return places.map((place, index) => {
    const request = findRequest(project, place, dateRange)
    if (request !== undefined) return request
    const id = `${place.panel}/${place.visualization}`
    throw new ThroughlineError('share/unknown-visualization', { id }, ['visualizations', index])
  })
}

function findRequest(
  project: Project,
  { panel, visualization }: SharedPlace,
  dateRange: DateRangeRef | undefined,
): SharedRequest | undefined {
  const inPanel = project.panels.find(({ id }) => id === panel)
  const found = inPanel?.visualizations.find(({ id }) => id === visualization)
  return inPanel && found && buildRequest(project, inPanel, found, dateRange)
}
