import { z } from '@hono/zod-openapi'
import {
  projectShare,
  projectShareMade,
  sharedProject,
  sharedView,
} from '../../model/answers/projects.ts'
import { projectDenial } from '../../model/answers/policies.ts'
import { requestFailure } from '../../model/answers/reports.ts'
import { dateRangeRef } from '../../model/date-ranges.ts'
import { parseDefinitionAs } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { type ReportResult, reportKinds } from '../../query/reports/index.ts'
import { makeShareToken, type StoredShare } from '../access/share-token.ts'
import { refuseExportOf } from '../application/governance/governance.ts'
import { listProjectDenials } from '../application/governance/list-denials.ts'
import { describeSharedView } from '../application/projects/shared-view.ts'
import { listSharedRequests } from '../application/projects/shared-reports.ts'
import { withWholeRange } from '../application/whole-range.ts'
import { parseBody } from '../body.ts'
import { endpoint, noContent, type Resource } from '../endpoint.ts'
import { showOutcomes } from './show-outcomes.ts'

const byProject = z.object({ id: z.string() })
const byToken = z.object({ token: z.string().max(200) })

const newShare = z.strictObject({
  name: z.string().trim().min(1).max(500).optional().meta({ description: 'for whom it is' }),
  expiresAt: z.iso.datetime().optional().meta({ description: 'in UTC; until revoked otherwise' }),
  allowsDates: z.boolean().default(false).meta({ description: 'other dates may be chosen' }),
})

const sharedRequests = z.strictObject({
  visualizations: z
    .array(z.strictObject({ panel: z.string(), visualization: z.string() }))
    .min(1)
    .meta({ description: 'whose requests are run, by their ids' }),
  dateRange: dateRangeRef.optional().meta({ description: 'where the link allows other dates' }),
})

const anyResult: z.ZodType<ReportResult> = z.union(
  Object.values(reportKinds).map(({ result }) => result),
)

/** Links that show a project, and nothing else, to whoever has one. */
export const shareResource: Resource = {
  tag: 'Sharing',
  endpoints: [
    endpoint(
      {
        method: 'post',
        path: '/projects/{id}/shares',
        summary: 'Makes a link that anyone can read a project by; its token is told once',
        params: byProject,
        body: { 'application/json': newShare },
        answer: projectShareMade,
      },
      async ({ params, actor, context, throughline: { store } }) => {
        const { name = null, expiresAt = null, allowsDates } = await parseBody(newShare, context)
        const now = new Date().toISOString()
        if (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(now)) {
          throw new ThroughlineError('request/invalid', { reason: 'it has passed' }, ['expiresAt'])
        }
        const { id, token, hash } = makeShareToken()
        const share = { id, name, author: actor.id, createdAt: now, expiresAt, allowsDates }
        await store.projects.shares.add({ ...share, project: params.id, hash })
        context.set('audited', { share: id })
        return { ...share, token }
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/projects/{id}/shares',
        summary: 'The links of a project, the latest first, without what opens them',
        params: byProject,
        answer: z.array(projectShare),
      },
      async ({ params, throughline: { store } }) =>
        (await store.projects.shares.list(params.id)).map(withoutHash),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/projects/{id}/shares/{share}',
        summary: 'Revokes a link, at once and for good',
        params: z.object({ id: z.string(), share: z.string() }),
        answer: noContent,
      },
      async ({ params: { id, share }, throughline: { store } }) => {
        if (!(await store.projects.shares.revoke(id, share))) {
          throw new ThroughlineError('share/unknown')
        }
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/projects/{id}/denials',
        summary:
          'What policies have against sharing or sending a project, by its visualizations; nothing is computed',
        params: byProject,
        answer: z.array(projectDenial),
      },
      async ({ params, throughline }) => {
        const { document } = await throughline.store.projects.read(params.id)
        return listProjectDenials(throughline, parseDefinitionAs('project', document))
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/shared/{token}',
        summary: 'The project that a link shows',
        callers: 'anyone',
        params: byToken,
        answer: sharedProject,
      },
      async ({ params, context, gate, throughline: { store } }) => {
        const { project, allowsDates, expiresAt } = await gate.openShare(context, params.token)
        const { document, revision, changedAt } = await store.projects.read(project)
        return { document, revision, changedAt, allowsDates, expiresAt }
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/shared/{token}/data-views/{dataView}',
        summary: 'What the components are called that a shared project names',
        callers: 'anyone',
        params: byToken.extend({ dataView: z.string() }),
        answer: sharedView,
      },
      async ({ params, context, gate, throughline }) => {
        const { project } = await gate.openShare(context, params.token)
        const { document } = await throughline.store.projects.read(project)
        return describeSharedView(throughline, document, params.dataView)
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/shared/{token}/reports',
        summary: 'Runs requests that the shared project holds, in the order of their places',
        callers: 'anyone',
        isReadOnly: true,
        params: byToken,
        body: { 'application/json': sharedRequests },
        answer: z.array(z.union([anyResult, requestFailure])),
      },
      async ({ params, context, gate, throughline, inTurn }) => {
        const share = await gate.openShare(context, params.token)
        const { visualizations, dateRange } = await parseBody(sharedRequests, context)
        if (dateRange !== undefined && !share.allowsDates) {
          throw new ThroughlineError('share/fixed-dates', {}, ['dateRange'])
        }
        const { document } = await throughline.store.projects.read(share.project)
        const asked = listSharedRequests(document, visualizations, dateRange)
        const requests = await Promise.all(asked.map((each) => withWholeRange(throughline, each)))
        const answer = await throughline.reports.run(requests, {
          signal: context.req.raw.signal,
          inTurn: (work, signal) => inTurn('reports', work, signal),
        })
        await refuseExportOf(await throughline.catalog(), throughline.reports, requests)
        return [showOutcomes(answer)].flat()
      },
    ),
  ],
}

function withoutHash({ hash: _, project: __, ...share }: StoredShare) {
  return share
}
