import { newId } from '../project/new-id.ts'
import type { DataViewDocument } from './definitions.ts'
import { call } from './http.ts'

/** A new project on a data view, with one panel. Gives its id. */
export const makeProject = (
  dataView: Pick<DataViewDocument, 'id'>,
  name: string,
  visualizations: readonly object[] = [],
): Promise<string> => makeProjectOf(dataView, name, [{ name, visualizations }])

/** A new project with panels as they are written. Gives its id. */
export async function makeProjectOf(
  { id: dataView }: Pick<DataViewDocument, 'id'>,
  name: string,
  panels: readonly object[],
): Promise<string> {
  const id = `project-${newId()}`
  const document = { kind: 'project', id, name, dataView, panels }
  await call(`/definitions/project/${id}`, { method: 'PUT', body: document })
  return id
}
