import { z } from '@hono/zod-openapi'
import {
  deliveryPage,
  destinationList,
  destinationStatus,
  destinationTest,
  destinationTypeList,
  rejectedPeople,
  resentPeople,
  retriedPeople,
} from '../../model/answers/destinations.ts'
import { fieldUse } from '../../model/answers/definitions.ts'
import { id } from '../../model/ids.ts'
import { listDestinationTypes } from '../application/deliveries/list-types.ts'
import { listSentLabels } from '../application/governance/sent-labels.ts'
import { parseBody, parseOptionalBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'

const byId = z.object({ id: z.string() })

const page = {
  limit: z.coerce.number().int().positive().max(1000).default(100),
  after: z.string().optional().meta({ description: '`next` of the page before' }),
}

const testPerson = z
  .strictObject({ namespace: z.string().min(1).optional(), id: z.string().min(1).optional() })
  .refine(({ namespace, id: own }) => (namespace === undefined) === (own === undefined), {
    message: 'give namespace and id, or neither',
  })

const wantedPeople = z.strictObject({
  audience: id.optional(),
  persons: z.array(z.string()).min(1).max(10_000).optional(),
})

const wantedAudience = z.strictObject({ audience: id.optional() })

const sentParts = z.strictObject({
  identities: z.array(z.string()).max(1000).default([]).meta({
    description: 'namespaces; all when left out',
  }),
  attributes: z.array(z.string()).max(1000).default([]),
  connection: id.optional().meta({ description: 'all when left out' }),
})

/** Where audiences are sent, and how it goes. */
export const destinationResource: Resource = {
  tag: 'Destinations',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/destinations',
        summary: 'Every destination as it stands',
        answer: destinationList,
      },
      ({ throughline }) => throughline.deliveries.list(),
    ),
    endpoint(
      {
        method: 'get',
        path: '/destination-types',
        summary: 'What types destinations can have, and what each needs to be told',
        answer: destinationTypeList,
      },
      listDestinationTypes,
    ),
    endpoint(
      {
        method: 'post',
        path: '/destinations/labels',
        isReadOnly: true,
        summary:
          'Labelled fields of what a destination would be sent of the people of each connection, or of one',
        body: { 'application/json': sentParts },
        answer: z.array(fieldUse),
      },
      async ({ context, throughline }) => {
        const { connection, ...sent } = await parseBody(sentParts, context)
        return listSentLabels(await throughline.catalog(), sent, connection)
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/destinations/{id}',
        summary: 'A destination as it stands',
        params: byId,
        answer: destinationStatus,
      },
      ({ params, throughline }) => throughline.deliveries.status(params.id),
    ),
    endpoint(
      {
        method: 'post',
        path: '/destinations/{id}/test',
        summary:
          'Sends one person to a destination: the one of an identity, or one that is made up',
        params: byId,
        body: { 'application/json': testPerson },
        answer: destinationTest,
      },
      async ({ params, context, throughline, inTurn }) => {
        const { namespace, id: own } = await parseOptionalBody(testPerson, context)
        const isTold = namespace !== undefined && own !== undefined
        const who = isTold ? { namespace, id: own } : undefined
        return inTurn('fetches', () => throughline.deliveries.test(params.id, who))
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/destinations/{id}/deliveries',
        summary: 'What was sent to a destination, the latest first, or every try about a person',
        params: byId,
        query: z.object({ ...page, person: z.string().min(1).optional() }),
        answer: deliveryPage,
      },
      ({ params, query, throughline }) => throughline.deliveries.batches(params.id, query),
    ),
    endpoint(
      {
        method: 'get',
        path: '/destinations/{id}/rejected',
        summary: 'People whom a destination did not take, each with the reason',
        params: byId,
        query: z.object(page),
        answer: rejectedPeople,
      },
      ({ params, query, throughline }) => throughline.deliveries.rejected(params.id, query),
    ),
    endpoint(
      {
        method: 'post',
        path: '/destinations/{id}/rejected/retry',
        summary:
          'Sends people once more whom a destination did not take: all, or those that are told',
        params: byId,
        body: { 'application/json': wantedPeople },
        answer: retriedPeople,
      },
      async ({ params, context, throughline }) => {
        const wanted = await parseOptionalBody(wantedPeople, context)
        return { retried: await throughline.deliveries.retry(params.id, wanted) }
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/destinations/{id}/resend',
        summary: 'Sends everybody again who should be at a destination',
        params: byId,
        body: { 'application/json': wantedAudience },
        answer: resentPeople,
      },
      async ({ params, context, throughline }) => {
        const { audience } = await parseOptionalBody(wantedAudience, context)
        return { resent: await throughline.deliveries.resend(params.id, audience) }
      },
    ),
  ],
}
