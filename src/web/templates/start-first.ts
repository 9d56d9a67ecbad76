import type { QueryClient } from '@tanstack/react-query'
import { componentsQuery } from '../api/index.ts'
import { startProject } from '../places/projects/start-project.ts'
import { findRoles, listRoles } from './fill-template.ts'
import { templates } from './index.ts'
import { startOf } from './start-of.ts'

/** Makes a project of the first template for a data view whose components carry the labels. Gives its id. */
export async function startFirstTemplate(client: QueryClient, dataView: string): Promise<string> {
  const first = templates[0]!
  const components = await client.fetchQuery(componentsQuery(dataView))
  const roles = findRoles(listRoles(first), components)
  return startProject(client, startOf(first, dataView, roles))
}
