import { z } from '@hono/zod-openapi'
import {
  alertDenial,
  alertList,
  alertRun,
  alertRuns,
  alertStatus,
} from '../../model/answers/alerts.ts'
import { alert } from '../../model/definitions/alert.ts'
import { parseBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import { runsQuery } from './runs-query.ts'

const byId = z.object({ id: z.string() })

/** Metrics that are looked at, and who was told of them. */
export const alertResource: Resource = {
  tag: 'Alerts',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/alerts',
        summary: 'Every alert as it stands',
        answer: alertList,
      },
      async ({ throughline: { notices } }) => ({
        rows: await notices.alerts.list(),
        sendsMail: notices.sendsMail,
      }),
    ),
    endpoint(
      {
        method: 'get',
        path: '/alerts/{id}',
        summary: 'An alert as it stands',
        params: byId,
        answer: alertStatus,
      },
      ({ params, throughline }) => throughline.notices.alerts.status(params.id),
    ),
    endpoint(
      {
        method: 'get',
        path: '/alerts/{id}/runs',
        summary: 'Periods that were looked at, with whom was told what, the latest first',
        params: byId,
        query: runsQuery,
        answer: alertRuns,
      },
      ({ params, query, throughline }) => throughline.notices.alerts.runs(params.id, query),
    ),
    endpoint(
      {
        method: 'post',
        path: '/alerts/denials',
        isReadOnly: true,
        summary:
          'What policies have against telling people of an alert, by whom; nothing is computed, and it need not be saved',
        body: { 'application/json': alert },
        answer: z.array(alertDenial),
      },
      async ({ context, throughline }) =>
        throughline.notices.alerts.denials(await parseBody(alert, context)),
    ),
    endpoint(
      {
        method: 'post',
        path: '/alerts/{id}/test',
        summary: 'Tells everybody of the last period that is over, marked as a test',
        params: byId,
        answer: alertRun,
      },
      ({ params, throughline, inTurn }) =>
        inTurn('reports', () => throughline.notices.alerts.test(params.id)),
    ),
  ],
}
