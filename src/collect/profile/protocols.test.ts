import { expect, it } from 'vitest'
import type { JsonObject } from '../call.ts'
import { isUnreadable } from '../event.ts'
import { isRow, land } from '../landing/land.ts'
import { type ToldOfProfile, tellProfile } from '../landing/tell-profile.ts'
import { readItem } from '../read-item.ts'
import type { ProtocolName } from '../../model/definitions/source.ts'
import { protocolNames } from '../../model/definitions/source.ts'
import { attributesOf, changeProfile, emptyProfile } from './profile.ts'

const receivedAt = Date.UTC(2026, 0, 1)

function tell(protocol: ProtocolName, sent: JsonObject): ToldOfProfile | undefined {
  const item = readItem(protocol, sent)
  if (isUnreadable(item)) throw new Error(item.detail)
  const arrival = { receivedAt, address: undefined, userAgent: undefined, protocol }
  const landed = land(item, arrival, { ip: 'none' })
  return isRow(landed) ? tellProfile(item, landed) : undefined
}

interface Case {
  readonly what: string
  readonly protocol: ProtocolName
  /** In its batches, the earliest first. */
  readonly sent: readonly JsonObject[]
  readonly key: string
  readonly attributes: JsonObject
}

const segmentLike = (protocol: ProtocolName): Case => ({
  what: 'identify',
  protocol,
  sent: [
    { type: 'identify', userId: 'u', anonymousId: 'a', traits: { plan: 'pro', old: 1 } },
    { type: 'identify', userId: 'u', context: { traits: { city: 'Bonn' } } },
    { type: 'identify', userId: 'u', traits: { old: null } },
  ],
  key: 'user:u',
  attributes: { plan: 'pro', city: 'Bonn' },
})

const iglu = (vendor: string, name: string, data: JsonObject) => ({
  schema: `iglu:${vendor}/${name}/jsonschema/1-0-0`,
  data,
})

const cases: readonly Case[] = [
  segmentLike('segment'),
  segmentLike('rudderstack'),
  segmentLike('jitsu'),
  {
    what: 'group',
    protocol: 'segment',
    sent: [{ type: 'group', userId: 'u', groupId: 'g', traits: { size: 3 } }],
    key: 'group:g',
    attributes: { size: 3 },
  },
  {
    what: '$set, $set_once and $unset of any event',
    protocol: 'posthog',
    sent: [
      {
        event: '$identify',
        distinct_id: 'u',
        properties: { $set: { plan: 'free', gone: 1 }, $set_once: { first: 'ad' } },
      },
      {
        event: 'Ordered',
        distinct_id: 'u',
        properties: { $set: { plan: 'pro' }, $set_once: { first: 'tv' }, $unset: ['gone'] },
      },
    ],
    key: 'user:u',
    attributes: { plan: 'pro', first: 'ad' },
  },
  {
    what: '$groupidentify',
    protocol: 'posthog',
    sent: [
      {
        event: '$groupidentify',
        distinct_id: 'u',
        properties: { $group_type: 'company', $group_key: 'g', $group_set: { size: 3 } },
      },
    ],
    key: 'group:g',
    attributes: { size: 3 },
  },
  {
    what: 'a user entity',
    protocol: 'snowplow',
    sent: [
      {
        e: 'pv',
        uid: 'u',
        url: 'https://shop.example/',
        co: JSON.stringify({
          schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
          data: [
            iglu('com.snowplowanalytics.snowplow.ecommerce', 'user', {
              id: 'u',
              is_guest: false,
              email: 'u@x.example',
            }),
          ],
        }),
      },
    ],
    key: 'user:u',
    attributes: { is_guest: false, email: 'u@x.example' },
  },
  {
    what: 'user properties and operations',
    protocol: 'amplitude',
    sent: [
      {
        event_type: '$identify',
        user_id: 'u',
        user_properties: {
          $set: { plan: 'pro', gone: 1 },
          $setOnce: { first: 'ad' },
          $add: { n: 2 },
          $append: { seen: 'a' },
          $postInsert: { tags: ['x', 'x'] },
        },
      },
      {
        event_type: 'Ordered',
        user_id: 'u',
        user_properties: {
          city: 'Bonn',
          $add: { n: 1 },
          $unset: { gone: '-' },
          $prepend: { seen: 'b' },
          $preInsert: { tags: ['x', 'y'] },
          $remove: { seen: 'a' },
        },
      },
    ],
    key: 'user:u',
    attributes: { plan: 'pro', first: 'ad', n: 3, seen: ['b'], tags: ['y', 'x'], city: 'Bonn' },
  },
  {
    what: '$clearAll',
    protocol: 'amplitude',
    sent: [
      { event_type: '$identify', user_id: 'u', user_properties: { plan: 'pro' } },
      { event_type: '$identify', user_id: 'u', user_properties: { $clearAll: '-' } },
    ],
    key: 'user:u',
    attributes: {},
  },
  {
    what: '$groupidentify',
    protocol: 'amplitude',
    sent: [
      {
        event_type: '$groupidentify',
        groups: { company: 'g' },
        group_properties: { $set: { size: 3 } },
      },
    ],
    key: 'group:g',
    attributes: { size: 3 },
  },
  {
    what: 'engage',
    protocol: 'mixpanel',
    sent: [
      { $distinct_id: 'u', $set: { plan: 'free', gone: 1 }, $union: { tags: ['a'] } },
      { $distinct_id: 'u', $set_once: { plan: 'pro', first: 'ad' }, $add: { n: 2 } },
      { $distinct_id: 'u', $append: { seen: 'x' }, $union: { tags: ['a', 'b'] } },
      { $distinct_id: 'u', $unset: ['gone'], $remove: { seen: 'x' } },
    ],
    key: 'user:u',
    attributes: { plan: 'free', first: 'ad', n: 2, seen: [], tags: ['a', 'b'] },
  },
  {
    what: '$delete',
    protocol: 'mixpanel',
    sent: [
      { $distinct_id: 'u', $set: { plan: 'free' } },
      { $distinct_id: 'u', $delete: '' },
    ],
    key: 'user:u',
    attributes: {},
  },
  {
    what: 'groups',
    protocol: 'mixpanel',
    sent: [{ $group_key: 'company', $group_id: 'g', $set: { size: 3 } }],
    key: 'group:g',
    attributes: { size: 3 },
  },
  {
    what: 'identify, increment and decrement',
    protocol: 'openpanel',
    sent: [
      { type: 'identify', payload: { profileId: 'u', email: 'u@x.example', properties: { n: 1 } } },
      { type: 'increment', payload: { profileId: 'u', property: 'n', value: 5 } },
      { type: 'decrement', payload: { profileId: 'u', property: 'n' } },
    ],
    key: 'user:u',
    attributes: { email: 'u@x.example', n: 5 },
  },
  {
    what: 'identify',
    protocol: 'umami',
    sent: [
      { type: 'identify', payload: { id: 'u', website: 'w', data: { plan: 'pro' } } },
      { type: 'identify', payload: { id: 'u', website: 'w', data: { city: 'Bonn' } } },
    ],
    key: 'user:u',
    attributes: { plan: 'pro', city: 'Bonn' },
  },
  {
    what: 'user_details',
    protocol: 'countly',
    sent: [
      {
        device_id: 'u',
        user_details: JSON.stringify({
          name: 'Ann',
          custom: { plan: 'free', n: { $inc: 2 }, tags: { $push: 'a' }, first: { $setOnce: 'ad' } },
        }),
      },
      {
        device_id: 'u',
        user_details: JSON.stringify({
          custom: { n: { $mul: 3 }, tags: { $addToSet: ['a', 'b'] }, plan: null },
        }),
      },
    ],
    key: 'anonymous:u',
    attributes: { name: 'Ann', n: 6, tags: ['a', 'b'], first: 'ad' },
  },
  {
    what: 'identities',
    protocol: 'adobe',
    sent: [
      {
        xdm: {
          eventType: 'commerce.purchases',
          identityMap: {
            ECID: [{ id: 'e' }],
            Email: [{ id: 'u@x.example', authenticatedState: 'authenticated', primary: true }],
          },
        },
      },
    ],
    key: 'user:u@x.example',
    attributes: { Email: 'u@x.example' },
  },
  {
    what: 'user properties',
    protocol: 'ga4',
    sent: [
      {
        user_id: 'u',
        client_id: 'c',
        user_properties: { plan: { value: 'pro' }, old: { value: 1 } },
        event: { name: 'login' },
      },
      { user_id: 'u', user_properties: { old: { value: null } }, event: { name: 'login' } },
    ],
    key: 'user:u',
    attributes: { plan: 'pro' },
  },
]

it.each(cases)('$protocol: $what', ({ protocol, sent, key, attributes }) => {
  const told = sent.map((each, index) => {
    const found = tell(protocol, each)
    if (found === undefined) throw new Error(`${index} says nothing`)
    expect(`${found.key.namespace}:${found.key.id}`).toBe(key)
    return { ...found, at: index }
  })
  expect(attributesOf(told.reduce(changeProfile, emptyProfile))).toEqual(attributes)
})

it('every protocol that knows attributes is here', () => {
  const without = protocolNames.filter((name) => !cases.some(({ protocol }) => protocol === name))
  expect(without).toEqual(['matomo', 'plausible'])
})

it('what a page or a track says beside it, in Segment’s words, is no attribute', () => {
  const context = { traits: { plan: 'pro' } }
  expect(tell('segment', { type: 'track', event: 'Seen', userId: 'u', context })).toBeUndefined()
})
