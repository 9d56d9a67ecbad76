import { z } from '@hono/zod-openapi'
import {
  scheduleDenial,
  scheduleList,
  scheduleRun,
  scheduleRuns,
  scheduleStatus,
} from '../../model/answers/schedules.ts'
import { schedule } from '../../model/definitions/schedule.ts'
import { parseBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { runsQuery } from './runs-query.ts'

const byId = z.object({ id: z.string() })

/** Projects that are sent by a calendar. */
export const scheduleResource: Resource = {
  tag: 'Schedules',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/schedules',
        summary: 'Every schedule as it stands, and what can be made here',
        answer: scheduleList,
      },
      async ({ throughline: { notices } }) => ({
        rows: await notices.schedules.list(),
        sendsMail: notices.sendsMail,
        formats: [...notices.schedules.formats],
      }),
    ),
    endpoint(
      {
        method: 'get',
        path: '/schedules/{id}',
        summary: 'A schedule as it stands',
        params: byId,
        answer: scheduleStatus,
      },
      ({ params, throughline }) => throughline.notices.schedules.status(params.id),
    ),
    endpoint(
      {
        method: 'get',
        path: '/schedules/{id}/runs',
        summary: 'What was sent to whom, the latest first',
        params: byId,
        query: runsQuery,
        answer: scheduleRuns,
      },
      ({ params, query, throughline }) => throughline.notices.schedules.runs(params.id, query),
    ),
    endpoint(
      {
        method: 'post',
        path: '/schedules/denials',
        isReadOnly: true,
        summary:
          'What policies have against sending a schedule, by whom and of which visualization; nothing is computed, and it need not be saved',
        body: { 'application/json': schedule },
        answer: z.array(scheduleDenial),
      },
      async ({ context, throughline }) =>
        throughline.notices.schedules.denials(await parseBody(schedule, context)),
    ),
    endpoint(
      {
        method: 'post',
        path: '/schedules/{id}/send',
        summary: 'Sends a project now to everybody of its schedule',
        params: byId,
        answer: scheduleRun,
      },
      ({ params, throughline, inTurn }) =>
        inTurn('reports', () => throughline.notices.schedules.send(params.id)),
    ),
  ],
}
