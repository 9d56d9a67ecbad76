import { z } from 'zod'
import { shortDuration } from '../duration.ts'
import { about, fieldPath, id } from '../ids.ts'
import { layoutOptions } from '../import-options.ts'
import { LONGEST_ID } from '../propose-id.ts'
import { timeZone } from '../time-zone.ts'
import { namespaceId } from './identity-space.ts'
import type { Reference } from './reference.ts'

/** What SDKs speak. collect §2 */
export const protocolNames = [
  'segment',
  'rudderstack',
  'jitsu',
  'posthog',
  'snowplow',
  'amplitude',
  'mixpanel',
  'matomo',
  'plausible',
  'openpanel',
  'umami',
  'countly',
  'adobe',
  'ga4',
] as const

export type ProtocolName = (typeof protocolNames)[number]

/** A write key; the key itself is shown once, when it is made. */
const writeKey = z.strictObject({
  id: z.string().min(1).max(64),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the key, in hex'),
})

const origin = z
  .string()
  .max(300)
  .regex(
    /^(\*|https?:\/\/(\*\.)?[^/\s*]+)$/,
    'such as https://shop.example, https://*.shop.example or *',
  )

/** Where a trait holds an identity of the person. */
const traitIdentity = z.strictObject({
  trait: z.string().min(1).max(200),
  namespace: namespaceId,
})

/** How often something is read: every so often, or by a calendar. */
const pullSchedule = z.union([
  shortDuration,
  z.strictObject({
    cron: z.string().min(1).max(100).meta({ description: 'such as "0 6 * * 1", by minutes' }),
    timeZone: timeZone.default('UTC').meta({ description: 'of the calendar' }),
  }),
])

const watched = z.strictObject({
  path: z.string().min(1).max(2000).meta({
    description: 'a glob of files, below the inbox folder of the server, or s3://bucket/glob',
  }),
  every: pullSchedule.default('1m'),
  layout: layoutOptions.optional().meta({
    description: 'how the files are laid out, where that is not to be guessed',
  }),
})

const polled = z.strictObject({
  url: z.string().min(1).max(2000).meta({ description: 'postgres://… or mysql://…, or env:NAME' }),
  table: z.string().min(1).max(300),
  cursor: fieldPath.meta({ description: 'a column that only grows, by which new rows are found' }),
  every: pullSchedule.default('5m'),
  overlap: z
    .union([shortDuration, z.number().int().min(0).max(1e9)])
    .optional()
    .meta({
      description:
        'how far before the greatest cursor rows are looked for again, which transactions that took long bring later: a duration, 10m when left out; of a cursor of numbers a number, 1000 when left out; 0 for none',
    }),
})

/** Where rows come from by themselves: SDKs, a folder or bucket, a table. */
export const source = z
  .strictObject({
    kind: z.literal('source'),
    id,
    ...about,
    dataset: id.meta({ description: 'where the rows land; made when it is not there' }),
    profiles: id.optional().meta({
      description:
        'the profile dataset of what calls tell of people; the dataset with -people when left out',
    }),
    groups: id.optional().meta({
      description:
        'the lookup dataset of what calls tell of groups; the dataset with -groups when left out',
    }),
    protocols: z.array(z.enum(protocolNames)).min(1).optional().meta({
      description: 'what is accepted with its keys',
    }),
    keys: z.array(writeKey).max(100).default([]).meta({ description: 'made by the server' }),
    space: id.optional().meta({
      description:
        'the identity space of the connection that is made for it; its own when left out',
    }),
    origins: z.array(origin).max(100).default(['*']).meta({
      description: 'the pages that may send with its keys; programs send no origin and always may',
    }),
    ip: z
      .enum(['truncated', 'whole', 'none'])
      .default('truncated')
      .meta({ description: 'what is kept of addresses: all but the last part, all, or nothing' }),
    traitIdentities: z.array(traitIdentity).max(20).default([]).meta({
      description: 'traits that are identities, such as an email',
    }),
    watch: watched.optional(),
    table: polled.optional(),
    paused: z.boolean().default(false).meta({
      description: 'whether nothing is taken: calls are refused, files and tables are not read',
    }),
  })
  .refine(
    ({ protocols, watch, table }) =>
      [protocols, watch, table].filter((each) => each !== undefined).length === 1,
    { message: 'give one of protocols, watch and table', path: ['protocols'] },
  )

export type Source = z.infer<typeof source>
export type PullSchedule = z.infer<typeof pullSchedule>
export type WatchedFiles = z.infer<typeof watched>
export type PolledTable = z.infer<typeof polled>

/** What is read for a test, before there is a source. */
export const pulledPlace = z.union([
  z.strictObject({ watch: watched, dataset: id.optional() }),
  z.strictObject({ table: polled }),
])

export type PulledPlace = z.infer<typeof pulledPlace>

/** Where what calls tell of people and groups lands. */
export const profilesOf = ({ dataset, profiles, groups }: Source) => ({
  person: profiles ?? `${dataset.slice(0, LONGEST_ID - 7)}-people`,
  group: groups ?? `${dataset.slice(0, LONGEST_ID - 7)}-groups`,
})

export const sourceReferences = ({
  dataset,
  profiles,
  groups,
  space,
}: Source): readonly Reference[] => [
  { kind: 'dataset', id: dataset, path: ['dataset'], optional: true },
  ...(['profiles', 'groups'] as const).flatMap((setting) => {
    const id = { profiles, groups }[setting]
    return id === undefined
      ? []
      : [{ kind: 'dataset', id, path: [setting], optional: true } as const]
  }),
  ...(space === undefined
    ? []
    : [{ kind: 'identity-space', id: space, path: ['space'], optional: true } as const]),
]
