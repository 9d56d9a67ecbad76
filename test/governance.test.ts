import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AudiencePreview } from '../src/model/answers/audiences.ts'
import type { PolicyStatus } from '../src/model/answers/policies.ts'
import { openShop, type Workspace } from './support/workspace.ts'

let shop: Workspace
beforeAll(async () => {
  shop = await openShop()
  await shop.post('apply', [
    { kind: 'dataset', id: 'web', type: 'event', labels: { url: ['contract:no-export'] } },
    {
      kind: 'segment',
      id: 'a-pages',
      dataView: 'main',
      definition: {
        container: 'event',
        where: { dimension: 'url', op: 'contains', value: 'a.io' },
      },
    },
    { kind: 'policy', id: 'no-export', labels: ['contract:no-export'], actions: ['export'] },
  ])
})
afterAll(() => shop.close())

const table = (rows: object, segments: readonly string[] = []) => ({
  kind: 'freeform',
  dataView: 'main',
  dateRange: { start: '2026-01-01', end: '2026-02-01' },
  rows,
  columns: [{ metric: 'events' }],
  segments,
})

it('tells which labelled fields a definition reads, and through what', async () => {
  expect((await shop.call('GET', 'definitions/segment/a-pages/labels')).body).toEqual([
    { dataset: 'web', field: 'url', labels: ['contract:no-export'], through: ['dimension url'] },
  ])
  expect((await shop.call('GET', 'definitions/policy/no-export/labels')).status).toBe(400)
})

it('does not publish where a policy does not allow it', async () => {
  const hook = { kind: 'destination', type: 'webhook', settings: { url: 'https://hook.example' } }
  await shop.post('apply', [
    { ...hook, id: 'allowed' },
    { ...hook, id: 'forbidden', actions: ['email'] },
    { kind: 'policy', id: 'no-mail', labels: ['contract:no-export'], actions: ['email'] },
    {
      kind: 'audience',
      id: 'readers',
      dataView: 'main',
      segments: ['a-pages'],
      destinations: ['allowed'],
    },
  ])
  expect((await shop.call('POST', 'audiences/readers/publish')).status).toBe(200)
  const both = { destinations: ['allowed', 'forbidden'] }
  await shop.post('apply', [
    { kind: 'audience', id: 'readers', dataView: 'main', segments: ['a-pages'], ...both },
  ])
  const refused = await shop.call('POST', 'audiences/readers/publish')
  expect(refused.status).toBe(403)
  for (const part of ['web.url', 'no-mail', 'segment a-pages → dimension url']) {
    expect(refused.text).toContain(part)
  }
  const { body } = await shop.call('GET', 'audit?limit=1')
  expect(body['rows']).toMatchObject([{ target: 'readers', outcome: 'policy/denied' }])
})

it('says of an audience, and of a policy, what is blocked now and through what', async () => {
  const definition = { kind: 'audience', id: 'draft', dataView: 'main', segments: ['a-pages'] }
  const denialsOf = async (destinations: readonly string[]) =>
    (await shop.post<AudiencePreview>('audiences/preview', { ...definition, destinations })).denials
  expect(await denialsOf(['allowed'])).toEqual([])
  const denial = {
    policy: 'no-mail',
    action: 'email',
    label: 'contract:no-export',
    dataset: 'web',
    field: 'url',
    through: ['segment a-pages', 'dimension url'],
    destination: 'forbidden',
  }
  expect(await denialsOf(['allowed', 'forbidden'])).toMatchObject([denial])
  const { labels } = await shop.post<AudiencePreview>('audiences/preview', definition)
  expect(labels).toMatchObject([{ field: 'url', labels: [denial.label], through: denial.through }])
  expect(await shop.call('GET', 'audiences/readers/preview')).toMatchObject({
    status: 200,
    body: { denials: [denial] },
  })
  const policies = (await shop.call('GET', 'policies')).body as unknown as readonly PolicyStatus[]
  expect(policies).toMatchObject([
    { id: 'no-export', destinations: null, denials: [] },
    { id: 'no-mail', actions: ['email'], denials: [{ ...denial, audience: 'readers' }] },
  ])
})

it('knows what a type does, whatever its definition says', async () => {
  const file = { kind: 'destination', id: 'drop', type: 'file', settings: { place: 'nightly' } }
  await shop.post('apply', [
    file,
    {
      kind: 'audience',
      id: 'kept',
      dataView: 'main',
      segments: ['a-pages'],
      destinations: ['drop'],
    },
  ])
  const refused = await shop.call('POST', 'audiences/kept/publish')
  expect(refused.status).toBe(403)
  expect(refused.text).toContain('export web.url')
})

it('does not let members be taken away, only looked at', async () => {
  expect((await shop.call('GET', 'audiences/kept/members')).status).toBe(200)
  const refused = await shop.call('GET', 'audiences/kept/members?purpose=export')
  expect(refused.status).toBe(403)
  expect(refused.text).toContain('web.url')
})

it('lets nothing be downloaded that a policy keeps', async () => {
  const csv = (body: object) => shop.call('POST', 'reports?format=csv', body)
  expect((await csv(table({ dimension: 'page' }))).status).toBe(200)
  for (const body of [table({ dimension: 'url' }), table({ dimension: 'page' }, ['a-pages'])]) {
    const refused = await csv(body)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('web.url')
    expect(refused.text).toContain('no-export')
    expect((await shop.call('POST', 'reports', body)).status).toBe(200)
  }
})

it('shows nothing by a link to anyone that a policy keeps', async () => {
  const { dataView: _, ...pages } = table({ dimension: 'page' })
  const { dataView: __, ...urls } = table({ dimension: 'url' })
  const visualizations = [
    { id: 'pages', type: 'freeform', request: pages },
    { id: 'urls', type: 'freeform', request: urls },
  ]
  const panels = [{ id: 'all', visualizations }]
  await shop.post('apply', { kind: 'project', id: 'shown', dataView: 'main', panels })
  const { token } = await shop.post<{ token: string }>('projects/shown/shares', {})
  const ask = (visualization: string) =>
    shop.call('POST', `shared/${token}/reports`, {
      visualizations: [{ panel: 'all', visualization }],
    })
  expect((await ask('pages')).status).toBe(200)
  expect(await ask('urls')).toMatchObject({ status: 403, body: { code: 'policy/denied' } })
})

it('tells before anybody tries what a file, a link or a mail would be refused for', async () => {
  const denial = {
    policy: 'no-export',
    action: 'export',
    label: 'contract:no-export',
    dataset: 'web',
    field: 'url',
    through: ['dimension url'],
  }
  const ask = (body: object) => shop.post('reports/denials', body)
  expect(await ask(table({ dimension: 'page' }))).toEqual([])
  const both = [denial, { ...denial, policy: 'no-mail', action: 'email' }]
  expect(await ask(table({ dimension: 'url' }))).toMatchObject(both)
  const place = { visualization: 'urls', name: 'freeform urls', dataView: 'main' }
  expect((await shop.call('GET', 'projects/shown/denials')).body).toMatchObject(
    both.map((each) => ({ ...place, ...each })),
  )
})

it('tells what rows may not be taken away as they came, of a dataset and of a source', async () => {
  const denial = {
    policy: 'no-export',
    action: 'export',
    label: 'contract:no-export',
    dataset: 'web',
    field: 'url',
    through: [],
    message: 'policy no-export does not allow to export web.url (contract:no-export)',
  }
  const keys = { protocols: ['segment'] }
  await shop.post('apply', [
    { kind: 'dataset', id: 'plain', type: 'event' },
    {
      ...{ kind: 'dataset', id: 'members', type: 'profile' },
      labels: { home: ['contract:no-export'] },
    },
    { kind: 'source', id: 'to-web', dataset: 'web', ...keys },
    { kind: 'source', id: 'to-members', dataset: 'plain', profiles: 'members', ...keys },
    { kind: 'source', id: 'to-plain', dataset: 'plain', ...keys },
  ])
  const ask = async (path: string) => (await shop.call('GET', `${path}/denials`)).body
  expect(await ask('datasets/web')).toEqual([denial])
  expect(await ask('datasets/plain')).toEqual([])
  expect(await ask('datasets/none')).toMatchObject({ code: 'dataset/unknown' })
  expect(await ask('sources/to-web')).toEqual([denial])
  expect(await ask('sources/to-members')).toMatchObject([{ dataset: 'members', field: 'home' }])
  expect(await ask('sources/to-plain')).toEqual([])
  expect(await ask('sources/none')).toMatchObject({ code: 'source/unknown' })
})

it('tells what of a data view reads labelled fields, and through what', async () => {
  await shop.post('apply', [
    { kind: 'dataset', id: 'pages', type: 'lookup' },
    {
      kind: 'connection',
      id: 'with-pages',
      datasets: [
        { dataset: 'web', personId: 'who' },
        { dataset: 'pages', key: 'url', matches: ['web.url'] },
      ],
    },
    {
      kind: 'data-view',
      id: 'with-pages',
      connection: 'with-pages',
      derivedFields: [{ id: 'host', rules: [{ function: 'lowercase', input: { field: 'url' } }] }],
      dimensions: [{ id: 'title', field: 'pages.title' }, { id: 'host' }],
    },
  ])
  const use = { dataset: 'web', field: 'url', labels: ['contract:no-export'] }
  const { body } = await shop.call('GET', 'data-views/with-pages/labels')
  expect(body).toEqual(
    expect.arrayContaining([
      { kind: 'dimension', id: 'title', uses: [{ ...use, through: ['lookup pages'] }] },
      { kind: 'dimension', id: 'host', uses: [{ ...use, through: ['derived field host'] }] },
      { kind: 'field', id: 'url', uses: [{ ...use, through: [] }] },
    ]),
  )
  expect((await shop.call('GET', 'definitions/dataset/pages/labels')).body).toEqual([
    { ...use, through: ['connection with-pages'] },
  ])
})

it('tells what a formula reads, and what a destination would be sent, of labelled fields', async () => {
  await shop.post('apply', [
    {
      ...{ kind: 'dataset', id: 'web', type: 'event' },
      labels: { price: ['secret'], who: ['name'], url: ['contract:no-export'] },
    },
  ])
  const formula = async (text: string) =>
    (await shop.call('POST', 'previews/formula', { text, dataView: 'main' })).body['labels']
  expect(await formula('people')).toEqual([])
  const price = { dataset: 'web', field: 'price', labels: ['secret'] }
  expect(await formula('price / people')).toEqual([{ ...price, through: ['metric price'] }])
  const sent = (body: object) => shop.call('POST', 'destinations/labels', body)
  const { body } = await sent({})
  expect(body).toContainEqual({
    ...{ dataset: 'web', field: 'who', labels: ['name'] },
    through: [expect.stringMatching(/^identity /)],
  })
  expect((await sent({ identities: ['nobodys'] })).body).toEqual([])
  expect(await sent({ connection: 'none' })).toMatchObject({
    body: { code: 'definition/unknown-id' },
  })
})

it('knows what a request reads, however it names it', async () => {
  await shop.post('apply', [
    { kind: 'dataset', id: 'web', type: 'event', labels: { price: ['secret'], who: ['name'] } },
    { kind: 'policy', id: 'hidden', labels: ['secret', 'name'], actions: ['export'] },
  ])
  const look = { dataView: 'main', dateRange: { start: '2026-01-01', end: '2026-02-01' } }
  const csv = (body: object) => shop.call('POST', 'reports?format=csv', { ...look, ...body })
  const columns = [{ metric: 'people' }]
  const any = [{ dimension: 'page', item: 'Home' }]
  const allowed = [
    { kind: 'freeform', rows: { dimension: 'page' }, columns },
    { kind: 'fallout', container: 'person', steps: [{ any }, { any }] },
  ]
  for (const body of allowed)
    expect([(await csv(body)).status, body.kind]).toEqual([200, body.kind])
  const refused = [
    { kind: 'freeform', rows: { dimension: 'page' }, columns: [{ formula: 'price / people' }] },
    { kind: 'freeform', rows: { dimension: 'person-id' }, columns },
    { kind: 'people' },
    {
      kind: 'paths',
      dimension: 'page',
      to: { where: { dimension: 'page', op: 'exists' } },
      value: 'price',
    },
    { kind: 'histogram', metric: 'price', start: 0 },
    {
      kind: 'canvas',
      metric: 'people',
      secondaryMetric: 'price',
      nodes: [
        { id: 'a', where: { dimension: 'page', op: 'exists' } },
        { id: 'b', where: { dimension: 'page', op: 'exists' } },
      ],
      arrows: [['a', 'b']],
    },
  ]
  for (const body of refused) {
    const { status, text } = await csv(body)
    expect([body.kind, status, text]).toEqual([body.kind, 403, expect.stringContaining('hidden')])
  }
})
