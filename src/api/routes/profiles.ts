import { z } from '@hono/zod-openapi'
import {
  eventRow,
  forgetReceipt,
  foundPeople,
  profile,
  profileChange,
  profileEvents,
} from '../../model/answers/profiles.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { endpoint, eventsEndpoint, type Resource } from '../endpoint.ts'

const connection = z
  .string()
  .optional()
  .meta({ description: 'the first that knows them unless told' })

const wanted = z.object({
  namespace: z.string().min(1).optional().meta({ description: 'as connections call it' }),
  id: z.string().min(1).optional(),
  person: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'instead: as the journey of a connection calls them' }),
  connection,
})

/** Errors: request/invalid. */
function readWanted({ namespace, id, person }: z.output<typeof wanted>) {
  if (person !== undefined && namespace === undefined && id === undefined) return { person }
  if (person === undefined && namespace !== undefined && id !== undefined) return { namespace, id }
  const reason = 'give namespace and id, or person alone'
  throw new ThroughlineError('request/invalid', { reason }, [
    person ? 'person' : namespace ? 'id' : 'namespace',
  ])
}

/** As the feed names its changes. */
const changeId = z.string().regex(/^[0-9a-z]+-\d+$/)

const forgetting = z.object({
  namespace: z.string().min(1).meta({ description: 'as connections and identity spaces call it' }),
  id: z.string().min(1),
  preview: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: what would be erased; nothing is changed' }),
  only: z
    .literal('identity')
    .optional()
    .meta({ description: 'without the other identities of its graph' }),
})

/** What is known of persons, across datasets. */
export const profileResource: Resource = {
  tag: 'Profiles',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/profiles',
        summary: 'What is known of a person now, by any of their identities',
        query: wanted,
        answer: profile,
      },
      ({ query, throughline: { profiles } }) =>
        profiles.lookUp(readWanted(query), query.connection),
    ),
    endpoint(
      {
        method: 'get',
        path: '/profiles/find',
        summary: 'Who has an identity, in all connections',
        query: z.object({
          search: z.string().trim().min(1).max(1000).meta({
            description:
              '`namespace:id`, or an id alone: all namespaces are tried; also what a journey calls a person',
          }),
        }),
        answer: foundPeople,
      },
      ({ query: { search }, throughline: { profiles } }) => profiles.find(search),
    ),
    eventsEndpoint(
      {
        method: 'get',
        path: '/profiles/changes',
        summary:
          'What changes of profiles that are kept, as it happens: events `change`; goes on behind the header Last-Event-ID, or `after`',
        query: z.object({
          after: changeId.optional(),
          latest: z.coerce.number().int().nonnegative().max(1_000_000).optional().meta({
            description: 'begins with so many of those that are known, the latest; all unless told',
          }),
          until: z.enum(['now']).optional().meta({ description: 'now: ends with what is known' }),
          connection: z.string().optional(),
          audience: z.string().optional().meta({ description: 'only who enters or leaves it' }),
        }),
        event: profileChange,
      },
      ({ query: { until, ...query }, context, throughline: { profiles } }) => {
        const given = changeId.safeParse(context.req.header('last-event-id'))
        const after = given.success ? given.data : query.after
        const followed = { ...query, after, endsNow: until === 'now' }
        return (send, signal) => profiles.sendChanges(followed, send, signal)
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/profiles/{person}/events',
        summary: 'The events of a person, newest first',
        params: z.object({ person: z.string() }),
        query: z.object({
          connection,
          after: z
            .string()
            .regex(/^-?\d+\.\d+\.\d+$/)
            .optional()
            .meta({ description: '`next` of the page before' }),
          limit: z.coerce.number().int().positive().max(1000).default(100),
        }),
        answer: profileEvents,
      },
      ({ params: { person }, query, throughline: { profiles } }) =>
        profiles.listEvents(person, query),
    ),
    endpoint(
      {
        method: 'get',
        path: '/profiles/{person}/event',
        summary: 'One event of a person as it came: its row, and where that is from',
        params: z.object({ person: z.string() }),
        query: z.object({
          connection,
          time: z.iso.datetime({ offset: true }),
          place: z.coerce.number().int().positive().max(1_000_000).default(1).meta({
            description: 'among the events of this time, in the order of the journey',
          }),
        }),
        answer: eventRow,
      },
      ({ params: { person }, query: { time, ...query }, throughline: { profiles } }) =>
        profiles.findRow(person, { ...query, time: Date.parse(time) }),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/profiles',
        summary: 'Forgets a person: the rows and texts that name them go for good',
        query: forgetting,
        answer: forgetReceipt,
      },
      async ({ query: { preview, only, ...identity }, throughline, actor }) => {
        const { forgetting: all, collection } = throughline
        await collection.settle()
        const request = { ...identity, isAlone: only === 'identity' }
        return preview === 'true' ? all.preview(request) : all.forget(request, actor.id)
      },
    ),
  ],
}
