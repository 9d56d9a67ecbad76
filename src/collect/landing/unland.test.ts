import { expect, it } from 'vitest'
import type { CollectedEvent } from '../event.ts'
import { rejectEvent, TRANSLATED } from '../event.ts'
import { parseJson } from '../read-json.ts'
import { readItem } from '../read-item.ts'
import type { JsonObject } from '../call.ts'
import { type Arrival, isRow, land } from './land.ts'
import { tellProfile } from './tell-profile.ts'
import { unlandRow, untellProfile } from './unland.ts'

const arrival: Arrival = {
  receivedAt: Date.UTC(2026, 0, 1, 12),
  address: '10.1.2.3',
  userAgent: undefined,
  protocol: 'posthog',
}

const context = {
  page: { url: 'https://shop.example/?utm_source=mail', referrer: 'https://google.de/' },
  userAgent: 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
  library: { name: 'web', version: '1' },
}

const events: Readonly<Record<string, CollectedEvent>> = {
  track: {
    type: 'track',
    event: 'Seen',
    userId: 'ann',
    deviceId: 'd1',
    messageId: 'm1',
    time: '2026-01-01T09:00:00.000Z',
    sentAt: '2026-01-01T10:00:00.000Z',
    properties: { price: 3 },
    context,
  },
  page: { type: 'page', anonymousId: 'a1', name: 'Home', category: 'Start', messageId: 'm2' },
  alias: { type: 'alias', userId: 'ann', previousId: 'a1', messageId: 'm3' },
  group: { type: 'group', groupId: 'acme', messageId: 'm4', traits: { size: 5 } },
  refused: { type: 'track', event: 'Seen', userId: 'ann', messageId: 'm5', consent: 'denied' },
  granted: { type: 'track', event: 'Seen', userId: 'ann', messageId: 'm6', consent: 'granted' },
}

const landed = (event: Parameters<typeof land>[0]) => {
  const row = land(event, arrival, { ip: 'truncated' })
  if (!isRow(row)) throw new Error(row.detail)
  return row
}

const asKept = (event: CollectedEvent) =>
  readItem(TRANSLATED, parseJson(rejectEvent('unwritable', event, 'posthog').body) as JsonObject)

it.each(Object.entries(events))(
  '%s: a row that was kept aside lands as the same row',
  (_, event) => {
    const row = landed(event)
    const { protocol: __, receivedAt: ___, ...again } = unlandRow(JSON.parse(JSON.stringify(row)))
    expect(JSON.parse(JSON.stringify(landed(asKept(again))))).toEqual(
      JSON.parse(JSON.stringify(row)),
    )
  },
)

it('what was told of a person is told again', () => {
  const event: CollectedEvent = {
    ...events['track']!,
    changes: [
      { kind: 'add', name: 'visits', value: 2 },
      { kind: 'unset', name: 'old' },
      { kind: 'clear' },
    ],
  }
  const told = tellProfile(event, landed(event))!
  const again = asKept(untellProfile(told))
  expect(tellProfile(again as CollectedEvent, landed(again))).toEqual(told)
})

it('what is no change of an attribute is none', () => {
  const changes = [{ kind: 'add' }, { kind: 'constructor', name: 'a', value: 1 }, 'x', null]
  const item = readItem(TRANSLATED, { type: 'identify', userId: 'ann', changes })
  expect(item).toMatchObject({ changes: [] })
})
