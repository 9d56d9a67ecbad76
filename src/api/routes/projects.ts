import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { checkBudget } from '../../model/budgets/index.ts'
import {
  listedProject,
  type ProjectStep,
  projectState,
  projectStep,
  projectSteps,
  stepTaken,
  type StepTaken,
} from '../../model/answers/projects.ts'
import { patch } from '../../model/projects/patch.ts'
import type { StepBy } from '../../store/index.ts'
import type { Actor } from '../access/actor.ts'
import { readProject } from '../application/projects/read-project.ts'
import type { Throughline } from '../application/throughline.ts'
import { parseBody } from '../body.ts'
import { endpoint, noContent, type Resource } from '../endpoint.ts'
import { type Send, streamEvents } from '../event-stream.ts'

const byId = z.object({ id: z.string() })

const client = z.uuid().meta({ description: 'of one page or program, chosen by itself' })
const number = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1)

const changeBody = z.strictObject({
  base: z.number().int().nonnegative().meta({ description: 'the revision that it changes' }),
  client,
  number: number.meta({
    description: '1, 2, 3 … of a client; the same again changes nothing twice',
  }),
  patches: z.array(patch).min(1),
  note: z.string().max(1000).optional(),
})

/** Who restores, undoes or redoes: numbered steps may be sent again. */
export const stepBody = z
  .strictObject({
    client: client.optional().meta({ description: 'without one, all steps of the person' }),
    number: number.optional().meta({ description: 'as of changes' }),
  })
  .refine(({ client: of, number: at }) => at === undefined || of !== undefined, {
    message: 'a number is that of a client: name it',
    path: ['client'],
  })

const takingBack = stepBody.safeExtend({
  revision: z.number().int().positive().optional().meta({ description: 'the last unless told' }),
})

/** Projects that several people change at once. */
export const projectResource: Resource = {
  tag: 'Projects',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/projects',
        summary: 'Every project, those first that were changed last',
        answer: z.array(listedProject),
      },
      ({ actor, throughline }) => throughline.listProjects(actor.id),
    ),
    endpoint(
      {
        method: 'get',
        path: '/projects/{id}',
        summary: 'A project with its revision, and what can be undone and redone',
        params: byId,
        query: z.object({
          client: client
            .optional()
            .meta({ description: 'whose steps are undone; yours otherwise' }),
        }),
        answer: projectState,
      },
      ({ params, query, actor, throughline }) =>
        describeProject(throughline, params.id, actor, query.client),
    ),
    endpoint(
      {
        method: 'post',
        path: '/projects/{id}/changes',
        summary: 'Changes a project by a step of JSON patches that name panels by their ids',
        params: byId,
        body: { 'application/json': changeBody },
        answer: stepTaken,
      },
      async ({ params, actor, context, throughline: { store } }) => {
        const given = await parseBody(changeBody, context)
        const { base, patches, note = null, ...numbered } = given
        checkBudget('project-step-patches', patches.length, ['patches'])
        const by = { author: actor.id, ...numbered, fingerprint: hashOf(patches) }
        return audited(
          context,
          await store.projects.change(params.id, by, { base, patches, note }, readProject),
        )
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/projects/{id}/changes',
        summary:
          'The steps of a project in order; to who accepts events, as they are taken: events `step`, behind the header Last-Event-ID, and `reset` where some are no longer kept',
        params: byId,
        query: z.object({
          limit: z.coerce.number().int().positive().max(1000).default(100),
          after: z.coerce
            .number()
            .int()
            .nonnegative()
            .default(0)
            .meta({ description: 'a revision' }),
        }),
        answer: projectSteps,
        otherForms: { 'text/event-stream': projectStep },
      },
      async ({ params: { id }, query, context, throughline }) => {
        const page = await throughline.store.projects.steps(id, query)
        if (!context.req.header('accept')?.includes('text/event-stream')) return page
        const last = Number(context.req.header('last-event-id') ?? query.after)
        const after = Number.isSafeInteger(last) && last >= 0 ? last : query.after
        return streamEvents(context, (send, signal) =>
          sendSteps(throughline, id, after, send, signal),
        )
      },
    ),
    ...(['undo', 'redo'] as const).map((what) =>
      endpoint(
        {
          method: 'post',
          path: `/projects/{id}/${what}`,
          summary:
            what === 'undo'
              ? 'Takes back the last step of a client, or of the person who asks'
              : 'Takes back the last undoing of a client, or of the person who asks',
          params: byId,
          body: { 'application/json': takingBack },
          answer: stepTaken,
        },
        async ({ params, actor, context, throughline: { store } }) => {
          const { revision, ...given } = await parseBody(takingBack, context)
          const own = given.client === undefined ? { author: actor.id } : { client: given.client }
          const whose = { ...own, revision }
          const by = stepBy(actor, given, `${what} ${revision ?? ''}`)
          return audited(
            context,
            await store.projects.takeBack(params.id, by, what, whose, readProject),
          )
        },
      ),
    ),
    endpoint(
      {
        method: 'put',
        path: '/projects/{id}/star',
        summary: 'Stars a project, for the person who asks',
        params: byId,
        answer: noContent,
      },
      ({ params, actor, throughline: { store } }) =>
        store.projects.marks.set(actor.id, params.id, { starredAt: new Date().toISOString() }),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/projects/{id}/star',
        summary: 'Takes the star away',
        params: byId,
        answer: noContent,
      },
      ({ params, actor, throughline: { store } }) =>
        store.projects.marks.set(actor.id, params.id, { starredAt: null }),
    ),
    endpoint(
      {
        method: 'put',
        path: '/projects/{id}/opened',
        summary: 'Notes that the person who asks has opened a project',
        params: byId,
        isReadOnly: true,
        answer: noContent,
      },
      ({ params, actor, throughline: { store } }) =>
        store.projects.marks.set(actor.id, params.id, { openedAt: new Date().toISOString() }),
    ),
  ],
}

/** Who takes a step, and under which number of a client. */
export const stepBy = (
  { id: author }: Actor,
  { client: of, number: at }: z.output<typeof stepBody>,
  what: string,
): StepBy => ({ author, client: of ?? null, number: at ?? null, fingerprint: hashOf(what) })

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex')

export function audited(context: Context, taken: StepTaken): StepTaken {
  context.set('audited', { revision: taken.revision })
  return taken
}

async function describeProject(
  { store: { projects } }: Throughline,
  id: string,
  actor: Actor,
  of: string | undefined,
) {
  const { document, revision, changedAt } = await projects.read(id)
  const next = await projects.next(id, of === undefined ? { author: actor.id } : { client: of })
  const marks = (await projects.marks.list(actor.id)).get(id)
  return {
    document,
    revision,
    changedAt,
    isStarred: (marks?.starredAt ?? null) !== null,
    undo: tell(next.undo),
    redo: tell(next.redo),
    nextNumber: of === undefined ? null : (await projects.lastNumber(id, of)) + 1,
  }
}

const tell = (step: Pick<ProjectStep, 'revision' | 'note' | 'at'> | null) =>
  step && { revision: step.revision, note: step.note, at: step.at }

const STEPS_AT_ONCE = 100
const WAIT_MS = 300

/** Tells steps in their order until the client is gone. */
async function sendSteps(
  { store: { projects } }: Throughline,
  id: string,
  from: number,
  send: Send<unknown>,
  signal: AbortSignal,
): Promise<void> {
  let after = from
  while (!signal.aborted) {
    const { rows, isWhole } = await projects.steps(id, { after, limit: STEPS_AT_ONCE })
    const last = rows.at(-1)?.revision ?? after
    if (isWhole) for (const step of rows) await send('step', step, String(step.revision))
    else after = (await projects.read(id)).revision
    if (!isWhole) await send('reset', { revision: after }, String(after))
    else after = last
    if (rows.length === 0) await new Promise((wake) => setTimeout(wake, WAIT_MS))
  }
}
