import { z } from '@hono/zod-openapi'
import {
  projectDifferences,
  projectVersion,
  projectVersionDocument,
  stepTaken,
} from '../../model/answers/projects.ts'
import { describeDifferences } from '../../model/projects/describe-differences.ts'
import type { ProjectDocument } from '../../model/projects/document.ts'
import type { ProjectStore } from '../../store/index.ts'
import { readProject } from '../application/projects/read-project.ts'
import { parseBody } from '../body.ts'
import { endpoint, noContent, type Resource } from '../endpoint.ts'
import { audited, stepBody, stepBy } from './projects.ts'

const byId = z.object({ id: z.string() })
const versionNumber = z.coerce.number().int().positive()
const one = z.object({ id: z.string(), version: versionNumber })

const newVersion = z.strictObject({
  name: z.string().trim().min(1).max(500),
  revision: z.number().int().positive().optional().meta({ description: 'the last unless told' }),
})

const side = z
  .string()
  .regex(/^(now|v?[1-9]\d{0,8})$/, 'now, a revision such as 12, or a version such as v3')

/** Versions with names. */
export const projectVersionResource: Resource = {
  tag: 'Projects',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/projects/{id}/versions',
        summary: 'The named versions of a project, the latest first',
        params: byId,
        answer: z.array(projectVersion),
      },
      ({ params, throughline: { store } }) => store.projects.versions.list(params.id),
    ),
    endpoint(
      {
        method: 'post',
        path: '/projects/{id}/versions',
        summary: 'Gives a revision a name, and keeps its document',
        params: byId,
        body: { 'application/json': newVersion },
        answer: projectVersion,
      },
      async ({ params, actor, context, throughline: { store } }) => {
        const given = await parseBody(newVersion, context)
        return store.projects.versions.add(params.id, { ...given, author: actor.id })
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/projects/{id}/versions/{version}',
        summary: 'A named version with its document',
        params: one,
        answer: projectVersionDocument,
      },
      ({ params, throughline: { store } }) =>
        store.projects.versions.read(params.id, params.version),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/projects/{id}/versions/{version}',
        summary: 'Takes a named version out; the project stays as it is',
        params: one,
        answer: noContent,
      },
      ({ params, throughline: { store } }) =>
        store.projects.versions.remove(params.id, params.version),
    ),
    endpoint(
      {
        method: 'post',
        path: '/projects/{id}/versions/{version}/restore',
        summary: 'Makes the project what it was in a version: a step that can be undone',
        params: one,
        body: { 'application/json': stepBody },
        answer: stepTaken,
      },
      async ({ params: { id, version }, actor, context, throughline: { store } }) => {
        const by = stepBy(actor, await parseBody(stepBody, context), `restore ${version}`)
        return audited(context, await store.projects.versions.restore(id, by, version, readProject))
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/projects/{id}/differences',
        summary: 'What is different between two revisions or versions, in words, by panel',
        params: byId,
        query: z.object({ from: side, to: side.default('now') }),
        answer: projectDifferences,
      },
      async ({ params: { id }, query, throughline: { store } }) =>
        describeDifferences(
          await readSide(store.projects, id, query.from),
          await readSide(store.projects, id, query.to),
        ),
    ),
  ],
}

/** `now`, `12` or `v3`. */
async function readSide(
  projects: ProjectStore,
  id: string,
  given: string,
): Promise<ProjectDocument> {
  if (given === 'now') return (await projects.read(id)).document
  if (!given.startsWith('v')) return projects.readAt(id, Number(given))
  return (await projects.versions.read(id, Number(given.slice(1)))).document as ProjectDocument
}
