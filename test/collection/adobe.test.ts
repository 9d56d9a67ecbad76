import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collecting, openCollecting } from './support.ts'

let shop: Collecting
beforeAll(async () => {
  shop = await openCollecting({ protocols: ['adobe'] })
})
afterAll(() => shop.workspace.close())

interface Answer {
  readonly requestId: string
  readonly handle: readonly [
    { readonly payload: readonly [{ readonly id: string }] },
    { readonly payload: readonly { readonly key: string; readonly value: string }[] },
  ]
}

let request = 0

async function send(body: object, path = '/ee/v1/interact', rest = '') {
  const query = `?configId=${shop.key}${rest}&requestId=r${request++}`
  const { status, body: answer } = await shop.send('POST', path + query, body)
  return { status, answer: answer as unknown as Answer }
}

const ecidOf = ({ handle }: Answer) => handle[0].payload[0].id
const stateOf = ({ handle }: Answer) => handle[1].payload

const rowOf = async (event: string) => (await shop.rows()).find((row) => row['event'] === event)!

it('who has no ECID gets one, and keeps it by cookies that come back', async () => {
  const xdm = {
    eventType: 'web.webpagedetails.pageViews',
    web: {
      webPageDetails: { URL: 'https://shop.example/?utm_source=x', name: 'Home' },
      webReferrer: { URL: 'https://www.google.com/' },
    },
    device: { screenWidth: 800, screenHeight: 600 },
  }
  const first = await send({ events: [{ xdm }] })
  const ecid = ecidOf(first.answer)
  expect(ecid).toMatch(/^\d{38}$/)
  const prefix = `kndctr_${shop.key}_AdobeOrg`
  expect(stateOf(first.answer).map(({ key }) => key)).toEqual([
    `${prefix}_identity`,
    `${prefix}_cluster`,
  ])
  const state = { entries: stateOf(first.answer) }
  const second = await send(
    { events: [{ xdm: { eventType: 'second' } }], meta: { state } },
    '/ee/own/v1/interact',
  )
  expect(ecidOf(second.answer)).toBe(ecid)
  expect(await rowOf('page')).toMatchObject({
    name: 'Home',
    anonymous_id: ecid,
    'context.page.url': 'https://shop.example/?utm_source=x',
    'context.screen.width': 800,
    'utm.source': 'x',
    'referrer.name': 'Google',
  })
  expect(await rowOf('second')).toMatchObject({ anonymous_id: ecid })
})

it('cookies of the own domain and those that Adobe made are read; an organisation of one’s own is kept', async () => {
  // As Adobe documents its cookies.
  const cookie =
    'CiY1NDc1ODIxNzIzODk5MDY5MzQzMTIzNjQ1NTczNzExNjE4OTA1MFINCLGOvszNLhABGAEgBKABsY6-zM0uqAGHz-z2y82cul3wAbGOvszNLg=='
  const path = `/any/v1/interact?configId=${shop.key}&requestId=own`
  const headers = { cookie: `a=b; kndctr_1_AdobeOrg_identity=${cookie}` }
  const { body } = await shop.send(
    'POST',
    path,
    { events: [{ xdm: { eventType: 'own' } }] },
    headers,
  )
  expect(ecidOf(body as unknown as Answer)).toBe('54758217238990693431236455737116189050')
  expect(stateOf(body as unknown as Answer)[0]!.key).toBe('kndctr_1_AdobeOrg_identity')
  const { answer } = await send({ events: [] }, '/ee/v1/interact', ':7@AdobeOrg')
  expect(stateOf(answer)[0]!.key).toBe('kndctr_7_AdobeOrg_identity')
})

it('identities, orders and products have the columns that all protocols have', async () => {
  const { status } = await send({
    meta: { queueTimeMillis: 1000 },
    events: [
      {
        data: { promo: 'x' },
        xdm: {
          _id: 'event-1',
          eventType: 'commerce.purchases',
          timestamp: '1999-01-01T00:00:00.000Z',
          identityMap: {
            ECID: [{ id: 'e1' }],
            Email: [{ id: 'ann@shop.example', authenticatedState: 'authenticated' }],
            CRM: [{ id: 7, authenticatedState: 'authenticated', primary: true }],
            Loyalty: [{ id: 'l1', authenticatedState: 'ambiguous' }, 'odd'],
          },
          commerce: { order: { priceTotal: 258, currencyCode: 'EUR', purchaseID: 'o1' } },
          productListItems: [{ SKU: 'sku1', name: 'Boots', quantity: 2, priceTotal: 258 }],
        },
      },
    ],
  })
  expect(status).toBe(200)
  const row = await rowOf('commerce.purchases')
  expect(row).toMatchObject({
    user_id: '7',
    anonymous_id: 'e1',
    message_id: 'event-1',
    'traits.Email': 'ann@shop.example',
    'traits.Loyalty': 'l1',
    'properties.revenue': 258,
    'properties.currency': 'EUR',
    'properties.order_id': 'o1',
    'properties.data.promo': 'x',
    'properties.xdm.commerce.order.priceTotal': 258,
  })
  expect(JSON.stringify(row['properties.products'])).toContain('129')
  const waited = Date.parse(`${row['received_at']}Z`) - Date.parse(`${row['timestamp']}Z`)
  expect(waited).toBe(1000)
})

it('good and bad events are told apart; a page that is left waits for no answer', async () => {
  const collected = await send(
    {
      events: [
        { xdm: { eventType: 'left' } },
        'text',
        { xdm: {} },
        { xdm: { eventType: 'late', timestamp: 'soon' } },
      ],
    },
    '/ee/v1/collect',
  )
  expect(collected.status).toBe(204)
  expect(await rowOf('left')).toBeDefined()
  const rejected = await shop.rejected()
  expect(rejected.map(({ reason }) => reason).sort()).toEqual([
    'no-event',
    'no-object',
    'unreadable-time',
  ])
  const item = rejected.find(({ reason }) => reason === 'no-event')!
  const rows = [
    { id: item.id, body: { ...JSON.parse(item.body), xdm: { eventType: 'Mended \ud83d' } } },
  ]
  await shop.workspace.post('sources/shop/rejected/replay', { rows })
  expect((await rowOf('Mended \ufffd'))['anonymous_id']).toMatch(/^\d{38}$/)
})

it('a refusal is kept in a cookie, and makes nobody of whoever it came from', async () => {
  const consent = (standard: string, value: unknown) => ({
    consent: [{ standard, version: '2.0', value }],
  })
  const answers = [
    await send(consent('Adobe', { general: 'out' }), '/ee/v1/privacy/set-consent'),
    await send(consent('Adobe', { collect: { val: 'y' } }), '/ee/v1/privacy/set-consent'),
    await send(
      consent('IAB TCF', 'CO052l-O052l-DGAMBFRACBgAIBAAAAAAIYgEawAQEagAAAA'),
      '/ee/v1/set-consent',
    ),
  ]
  const cookies = answers.map(({ answer }) => stateOf(answer).at(-1)!)
  expect(cookies.map(({ value }) => value)).toEqual(['general=out', 'general=in', 'general=in'])
  const entries = stateOf(answers[0]!.answer)
  await send({ events: [{ xdm: { eventType: 'after' } }], meta: { state: { entries } } })
  await send({ events: [{ xdm: { eventType: 'own word', consents: { collect: { val: 'n' } } } }] })
  for (const event of ['after', 'own word']) {
    expect(await rowOf(event)).toMatchObject({ consent: 'denied' })
    expect(await rowOf(event)).not.toHaveProperty('anonymous_id')
  }
})

it('whoever asks who they are is told; servers send one event', async () => {
  const { answer } = await send(
    { query: { identity: { fetch: ['ECID'] } } },
    '/ee/v1/identity/acquire',
  )
  expect(ecidOf(answer)).toMatch(/^\d{38}$/)
  const event = { xdm: { eventType: 'served', identityMap: { ECID: [{ id: 'e9' }] } } }
  const served = await shop.send('POST', `/ee/v2/interact?dataStreamId=${shop.key}`, { event })
  expect(ecidOf(served.body as unknown as Answer)).toBe('e9')
  expect(await rowOf('served')).toMatchObject({ anonymous_id: 'e9' })
  expect((await shop.send('POST', '/ee/v1/interact?configId=none', { events: [] })).status).toBe(
    401,
  )
})
