import type { SharedView } from '../../../model/answers/projects.ts'
import { parseDefinitionAs } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { ProjectDocument } from '../../../model/projects/document.ts'
import { openView } from '../../../query/compilation/view.ts'
import { nameComponent } from '../../../query/components/reserved-ids.ts'
import { listAnnotations } from '../annotations.ts'
import { listComponents } from '../components.ts'
import type { Throughline } from '../throughline.ts'

/**
 * What a shared project needs to say of a data view that it shows: when its data is from, and how the components
 * that the project names are called. Errors: share/unknown-data-view of one that it does not show.
 */
export async function describeSharedView(
  throughline: Throughline,
  document: ProjectDocument,
  id: string,
): Promise<SharedView> {
  const project = parseDefinitionAs('project', document)
  const shown = [project.dataView, ...project.panels.map(({ dataView }) => dataView)]
  if (!shown.includes(id)) throw new ThroughlineError('share/unknown-data-view', { id })
  const catalog = await throughline.catalog()
  const dataView = catalog.dataView(id)
  const source = await throughline.connections.source(dataView.connection)
  const schema = await source.schema()
  const view = openView(dataView, schema, catalog.definitions, nameComponent)
  const all = listComponents(view, schema, catalog, { withHidden: true })
  const words = namedIn(document)
  const isNamed = (component: { readonly id: string }): boolean => words.has(component.id)
  const { firstTime, lastTime } = schema
  return {
    name: dataView.name ?? id,
    timeZone: dataView.timeZone,
    firstTime,
    lastTime,
    components: {
      dimensions: all.dimensions.filter((each) => each.isStandard || isNamed(each)),
      metrics: all.metrics.filter((each) => each.isStandard || isNamed(each)),
      segments: all.segments.filter(isNamed),
      calculatedMetrics: all.calculatedMetrics.filter((each) => each.isStandard || isNamed(each)),
      dateRanges: all.dateRanges.filter(isNamed),
      fields: [],
    },
    annotations: listAnnotations(catalog, dataView).filter(({ components, segments }) =>
      [components, segments].every((ids) => ids.length === 0 || ids.some((id) => words.has(id))),
    ),
  }
}

/** Every text in a document, where ids of components are among others. */
function namedIn(document: ProjectDocument): ReadonlySet<string> {
  const words = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value === 'string') words.add(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
  }
  visit(document)
  return words
}
