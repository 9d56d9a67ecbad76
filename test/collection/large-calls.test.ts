import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { basic, type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['segment', 'posthog', 'mixpanel', 'ga4', 'matomo'] })
})
afterAll(() => shop.workspace.close())
afterEach(() => vi.unstubAllEnvs())

const padding = 'x'.repeat(500)
const eventOf = (index: number) => ({
  type: 'track',
  event: 'Large',
  userId: `u${index % 100}`,
  messageId: `m${index}`,
  properties: { padding, half: index === 7 ? '\ud800' : 'whole' },
})
const many = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => of(index))
const encode = (text: string) => Buffer.from(text).toString('base64')

describe('a large call', () => {
  const batch = many(4000, eventOf)
  it.each<[string, string]>([
    ['as JSON', JSON.stringify({ batch })],
    ['as JSON in base64', encode(JSON.stringify({ batch }))],
    ['in a form', `data=${encodeURIComponent(encode(JSON.stringify({ batch })))}`],
  ])('is read as a small one is, %s', async (_, body) => {
    const { status, text } = await shop.send('POST', '/v1/batch', body, basic(shop.key))
    expect([status, text]).toEqual([200, '{"success":true}'])
    const rows = await shop.rows()
    expect(rows).toHaveLength(4000)
    expect(rows.find((row) => row['message_id'] === 'm7')).toMatchObject({
      'properties.half': '\ufffd',
    })
  })

  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  it.each([
    ['broken', `{"batch":[${JSON.stringify(eventOf(0)).repeat(900)}]}`, /no JSON.*position/],
    ['cut off', JSON.stringify({ batch }).slice(0, -5), /no JSON/],
    ['too deep', `{"pad":"${padding.repeat(900)}","batch":[{"a":${deep(600)}}]}`, /too deep/],
    ['neither', `#${padding.repeat(900)}`, /neither JSON nor base64/],
    ['badly packed', encode(`\u001f\u008b${padding.repeat(900)}`), /neither|broken/],
  ])('that is %s is refused as a small one is', async (_, body, reason) => {
    const { status, body: problem } = await shop.send('POST', '/v1/batch', body, basic(shop.key))
    expect([status, problem['code']]).toEqual([400, 'collect/unreadable'])
    expect(problem['detail']).toMatch(reason)
  })

  it('lets others in while it is read', async () => {
    let longest = 0
    let before = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - before)
      before = performance.now()
    }, 1)
    const body = JSON.stringify({ batch: many(15_000, eventOf) })
    const begun = performance.now()
    before = begun
    expect((await shop.send('POST', '/v1/batch', body, basic(shop.key))).status).toBe(200)
    const whole = performance.now() - begun
    clearInterval(timer)
    // Whatever the machine does beside: in one piece it would be nearly all of the time.
    expect(longest).toBeLessThan(whole / 3)
  })
})

describe('a call of very many items', () => {
  it.each<[string, string, (count: number) => string]>([
    ['segment', '/v1/batch', (count) => JSON.stringify({ batch: many(count, () => 1) })],
    ['posthog', '/e/', (count) => JSON.stringify(many(count, () => ({ event: 'a' })))],
    ['mixpanel, by line', '/track', (count) => '{"event":"a"}\n'.repeat(count)],
    ['gtag', '/g/collect', (count) => 'en=a\n'.repeat(count)],
    ['matomo', '/matomo.php', (count) => JSON.stringify({ requests: many(count, () => '?a=1') })],
  ])('is refused by the name of the limit: %s', async (_, path, bodyOf) => {
    vi.stubEnv('THROUGHLINE_COLLECT_ITEMS', '500')
    const { status, body } = await shop.send(
      'POST',
      `${path}?api_secret=${shop.key}`,
      bodyOf(501),
      basic(shop.key),
    )
    expect([status, body['code']]).toEqual([422, 'request/too-large'])
    expect(body['detail']).toContain('collect-items allows 500')
  })

  it('names its key wherever it stands, in however many items', async () => {
    const events = many(19_000, () => ({ event: 'a', distinct_id: 'd', properties: {} }))
    const last = { event: 'a', properties: { token: shop.key, distinct_id: 'd' } }
    const body = JSON.stringify([...events, last])
    expect((await shop.send('POST', '/e/', body)).status).toBe(200)
  })
})

describe('a write key', () => {
  it('is kept in no row and no item that is kept aside, wherever a sender put it', async () => {
    const { key } = shop
    const sent = {
      type: 'track',
      event: 'Keyed',
      userId: 'k',
      properties: { mine: key, inText: `https://a.io/${key}/x`, list: [key, 'b'] },
    }
    for (const item of [sent, { ...sent, timestamp: 'soon', api: { key } }]) {
      const body = { batch: [item], writeKey: key }
      expect((await shop.send('POST', '/v1/batch', body)).status).toBe(200)
    }
    const texts = [JSON.stringify(await shop.rows()), JSON.stringify(await shop.rejected())]
    for (const text of texts) {
      expect(text).toContain('https://a.io/…/x')
      expect(text).not.toContain(key)
    }
  })
})
